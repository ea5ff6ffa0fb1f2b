package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.RecordSource;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses and resumes partitions. Confined to the consumer thread.
 *
 * <p>INV-FAIR: below 2 x {@code maxInFlight}, a partition is paused for the sake of memory iff it holds at least its share
 * of {@code maxInFlight} and the total is at least {@code maxInFlight}; so a stuck partition does not stop the others.
 *
 * <p>INV-BOUND: the total stays below {@link #hardBound}. From 2 x {@code maxInFlight} on everything is paused. That takes
 * many stuck partitions, each of which may exceed its share by a whole poll, or records of assignments given up that pile
 * up behind handlers that never end.
 */
public final class FlowControl {

    private final Partitions partitions;
    private final RecordSource source;
    private final int maxInFlight;
    private final int maxOffsetSpan;
    private final int pollable;
    private final BooleanSupplier userPaused;
    private boolean stopped;
    private int pausedCount;
    private boolean pausedForMemory;

    /**
     * A flow control that lets everything in.
     *
     * @param userPaused whether the user wants intake to stand still
     */
    public FlowControl(
            ParallelConsumerConfig<?, ?> config,
            Partitions partitions,
            RecordSource source,
            BooleanSupplier userPaused) {
        this.userPaused = userPaused;
        this.partitions = partitions;
        this.source = source;
        maxInFlight = config.maxInFlight();
        maxOffsetSpan = config.maxOffsetSpan();
        pollable = 2 * maxInFlight;
    }

    /** The most records that can ever be in flight: intake stops below it, and a poll may add its most once more. */
    public static int hardBound(ParallelConsumerConfig<?, ?> config) {
        return 2 * config.maxInFlight() + 2 * config.maxPollRecords();
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
        int share = Math.max(1, maxInFlight / Math.max(1, partitions.all().size()));
        pausedCount = 0;
        pausedForMemory = false;
        for (var state : partitions.all()) {
            boolean forMemory = isFull(state, share);
            boolean pause = forMemory || stopped || userPaused.getAsBoolean() || state.span() >= maxOffsetSpan;
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

    private boolean isFull(PartitionState state, int share) {
        int total = partitions.inFlight();
        return total >= pollable || (total >= maxInFlight && state.held() >= share);
    }

    /** Whether there are partitions and each is paused. */
    boolean allPaused() {
        return pausedCount > 0 && pausedCount == partitions.all().size();
    }

    /** Whether completions may soon resume a partition. */
    boolean anyPaused() {
        return pausedForMemory || allPaused();
    }

    /** How many completions it takes before a partition that is paused for memory may be resumed. */
    int completionsToResume() {
        return Math.max(1, partitions.inFlight() - maxInFlight + 1);
    }
}
