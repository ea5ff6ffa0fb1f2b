package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop of a consumer. Confined to the consumer thread, which blocks in {@code poll}, while everything is paused in
 * the completion queue, and while partitions are given up.
 */
public final class PollLoop {

    /** How long a poll waits when nothing else is to be done. */
    private static final long LONG_POLL_NANOS = Duration.ofSeconds(1).toNanos();
    /** How long other partitions' records may wait for a poll while completions may resume a paused one. */
    private static final long SHORT_PARK_NANOS = Duration.ofMillis(10).toNanos();
    /** How often a consumer whose partitions are all paused polls, to stay in its group and hear of rebalances. */
    private static final long CADENCE_NANOS = Duration.ofMillis(100).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private final String name;
    private final Parts parts;
    private final RecordSource source;
    private final LongSupplier nanoTime;
    private long lastPoll;
    private boolean inGroup = true;

    /** The collaborators of the loop. */
    public record Parts(
            Partitions partitions,
            CompletionQueue completions,
            CommitCoordinator commits,
            Optional<IntakeBreaker> breaker,
            FlowControl flow,
            Dispatcher dispatcher,
            RebalanceCoordinator rebalance,
            SourceWatch watch,
            ViewBoard board,
            LoopControl control) {}

    /** A loop over its collaborators. */
    public PollLoop(String name, Parts parts, RecordSource source, LongSupplier nanoTime) {
        this.name = name;
        this.parts = parts;
        this.source = source;
        this.nanoTime = nanoTime;
        this.lastPoll = nanoTime.getAsLong() - CADENCE_NANOS;
    }

    /** Joins the group. */
    public void start() {
        source.subscribe(parts.rebalance());
    }

    /** One turn. */
    public void runOnce() {
        long now = nanoTime.getAsLong();
        drain();
        commit(now);
        flow(now);
        look(now);
        var records = poll(now);
        dispatch(records);
    }

    private void drain() {
        parts.partitions().drain();
    }

    private void commit(long now) {
        parts.commits().maybeCommit(now);
    }

    private void flow(long now) {
        parts.breaker().ifPresent(breaker -> breaker.maybeSwitch(now));
        parts.flow().adjust();
    }

    private void look(long now) {
        parts.watch().maybeLook(now);
        parts.board().maybePublish(now, parts.rebalance());
    }

    private ConsumerRecords<byte[], byte[]> poll(long now) {
        long untilCommit = parts.commits().untilDue(now);
        if (!parts.flow().anyPaused()) {
            long longest = Math.min(LONG_POLL_NANOS, parts.board().untilDue(now));
            return parts.control().poll(Math.min(longest, untilCommit));
        }
        return parts.flow().allPaused() ? pollPaused(now, untilCommit) : pollPartlyPaused(untilCommit);
    }

    /** Takes what there is, and otherwise waits for the completions that resume a partition. */
    private ConsumerRecords<byte[], byte[]> pollPartlyPaused(long untilCommit) {
        var records = parts.control().poll(0);
        if (records.isEmpty()) {
            parts.completions().park(parts.flow().completionsToResume(), Math.min(SHORT_PARK_NANOS, untilCommit));
        }
        return records;
    }

    private ConsumerRecords<byte[], byte[]> pollPaused(long now, long untilCommit) {
        long untilPoll = lastPoll + CADENCE_NANOS - now;
        if (untilPoll > 0) {
            parts.completions().park(parts.flow().completionsToResume(), Math.min(untilPoll, untilCommit));
            return ConsumerRecords.empty();
        }
        lastPoll = now;
        return parts.control().poll(0);
    }

    private void dispatch(ConsumerRecords<byte[], byte[]> records) {
        parts.dispatcher().dispatch(records);
    }

    /** Stops intake, finishes what runs as far as the timeout allows, commits and gives all partitions up. */
    public Release close(Duration timeout) {
        parts.flow().stop();
        return parts.rebalance().close(timeout, this::stayInGroup);
    }

    /** How much of the time is worth giving to the brokers to answer that the group is left. */
    public Duration timeToLeave(Duration left) {
        var patience = Duration.ofNanos(parts.watch().patience(nanoTime.getAsLong()));
        return patience.compareTo(left) < 0 ? patience : left;
    }

    /** Stops everything at once, after a failure of the orderly way: nothing starts any more, what runs is interrupted. */
    public void abandon() {
        parts.rebalance().abandon();
    }

    /** Counts what ended after the partitions were given up, and shows it. */
    public void settle() {
        drain();
        parts.board().publish(nanoTime.getAsLong(), parts.rebalance());
    }

    /** Polls with everything paused: what arrives nevertheless is not dispatched, so it is not committed either. */
    private void stayInGroup() {
        long now = nanoTime.getAsLong();
        parts.watch().listen(now);
        parts.board().maybePublish(now, parts.rebalance());
        if (inGroup) {
            try {
                parts.flow().adjust();
                source.poll(Duration.ZERO);
            } catch (RuntimeException e) {
                inGroup = false;
                LOG.warn("{} Cannot poll while closing; running records are awaited nevertheless", name, e);
            }
        }
    }
}
