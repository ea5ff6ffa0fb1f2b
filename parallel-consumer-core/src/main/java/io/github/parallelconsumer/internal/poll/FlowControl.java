package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.RecordSource;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses and resumes partitions. Confined to the consumer thread.
 *
 * <p>What is dispatched and not drained is either held by a failing lane (see {@link HeldLanes}) or in flight.
 *
 * <p>INV-FAIR: while less than 2 x {@code maxInFlight} is in flight, a partition is paused for the sake of memory iff it has
 * at least its share of {@code maxInFlight} in flight and all have at least {@code maxInFlight}; so a stuck partition does
 * not stop the others. The same holds for {@code maxInFlightBytes}, and either is enough. A partition of which nothing is in
 * flight is never paused for its share, so a record of any size is taken in at some time.
 *
 * <p>INV-BOUND: what is dispatched stays below {@link #hardBound}, with and without failures. Everything is paused while
 * 2 x {@code maxInFlight} is in flight. That takes many stuck partitions, each of which may exceed its share by a whole
 * poll, or records of assignments given up that pile up behind handlers that never end. Everything is paused, too, while
 * 2 x {@code maxInFlight} + {@code maxHeld} is dispatched. That takes partitions beside each other whose lanes begin to
 * fail after {@code maxHeld} was reached: each is stopped then, but what it had in flight is held on top. So a poll finds
 * less than that, or everything paused, and adds {@code max.poll.records} at most. The same holds for bytes.
 */
public final class FlowControl {

    private final Partitions partitions;
    private final RecordSource source;
    private final int maxOffsetSpan;
    private final InFlightBound records;
    private final InFlightBound bytes;
    /** How many records one completion may stand for. */
    private final int longestRun;

    private final HeldBound heldBound;
    private final BooleanSupplier intakePaused;
    private boolean stopped;
    private int pausedCount;
    private boolean pausedForMemory;

    /**
     * A flow control that lets everything in.
     *
     * @param intakePaused whether the user, or the circuit breaker, wants intake to stand still
     */
    public FlowControl(
            ParallelConsumerConfig<?, ?> config,
            Partitions partitions,
            RecordSource source,
            HeldBound heldBound,
            BooleanSupplier intakePaused) {
        this.intakePaused = intakePaused;
        this.partitions = partitions;
        this.source = source;
        this.heldBound = heldBound;
        records = new InFlightBound(config.maxInFlight(), config.maxHeldRecords());
        bytes = new InFlightBound(config.maxInFlightBytes(), config.maxHeldBytes());
        maxOffsetSpan = config.maxOffsetSpan();
        longestRun = config.ordering() instanceof Ordering.ByPartition ? config.maxPollRecords() : 1;
    }

    /** More records than can ever be dispatched and not drained: intake stops below it by more than a poll may add. */
    public static int hardBound(ParallelConsumerConfig<?, ?> config) {
        return 2 * config.maxInFlight() + config.maxHeldRecords() + 2 * config.maxPollRecords();
    }

    /** Stops intake for good: the consumer closes. */
    void stop() {
        stopped = true;
        adjust();
    }

    /** Pauses and resumes what is due. */
    void adjust() {
        var toPause = new ArrayList<TopicPartition>(0);
        var toResume = new ArrayList<TopicPartition>(0);
        var held = partitions.held();
        heldBound.adjust(held);
        records.look(partitions.dispatched(), held.records(), partitions.all().size());
        bytes.look(partitions.dispatchedBytes(), held.bytes(), partitions.all().size());
        pausedCount = 0;
        pausedForMemory = false;
        for (var state : partitions.all()) {
            boolean forMemory = records.stops(state.inFlight()) || bytes.stops(state.inFlightBytes());
            boolean pause = forMemory
                    || stopped
                    || intakePaused.getAsBoolean()
                    || state.span() >= maxOffsetSpan
                    || heldBound.stops(state);
            pausedForMemory |= forMemory;
            pausedCount += pause ? 1 : 0;
            if (pause != state.paused()) {
                state.paused(pause);
                (pause ? toPause : toResume).add(state.partition());
            }
        }
        if (!toPause.isEmpty()) {
            source.pause(toPause);
        }
        if (!toResume.isEmpty()) {
            source.resume(toResume);
        }
    }

    /** After an assignment: the client may have forgotten what was paused. */
    void reassigned() {
        adjust();
        var paused = partitions.all().stream()
                .filter(PartitionState::paused)
                .map(PartitionState::partition)
                .toList();
        if (!paused.isEmpty()) {
            source.pause(paused);
        }
    }

    /** Whether there are partitions and each is paused. */
    boolean allPaused() {
        return pausedCount > 0 && pausedCount == partitions.all().size();
    }

    /** Whether completions may soon resume a partition. */
    boolean anyPaused() {
        return pausedForMemory || allPaused();
    }

    /**
     * How many completions it takes before a partition that is paused for memory may be resumed: at least, if it is paused for
     * the number of records, and about, if for their bytes, as if all had the same size. Who waits for them looks again soon.
     */
    int completionsToResume() {
        double share = bytes.excess() / Math.max(1.0, (double) bytes.inFlight());
        long forBytes = (long) (share * records.inFlight());
        return (int) Math.max(1, Math.max(records.excess(), forBytes) / longestRun + 1);
    }
}
