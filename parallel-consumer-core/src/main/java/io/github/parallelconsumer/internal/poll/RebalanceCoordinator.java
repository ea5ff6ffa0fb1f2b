package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.Nanos;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions in and gives them up: after a revocation, a loss, and at close by one and the same mechanism. Confined
 * to the consumer thread; called inside {@code poll} and by the close.
 *
 * <p>INV-RELEASE: when a partition has been given up, no record of it starts any more, and nothing of it is committed any
 * more.
 */
public final class RebalanceCoordinator implements AssignmentListener {

    private static final Logger LOG = LoggerFactory.getLogger(RebalanceCoordinator.class);
    /** How long the consumer thread sleeps at most while it awaits records, so that it is seen to be alive. */
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
    /** The part of a deadline that is kept for the commit: at most this, and at most a fifth. */
    private static final long COMMIT_RESERVE_NANOS = Duration.ofSeconds(4).toNanos();

    private static final long COMMIT_RETRY_NANOS = Duration.ofMillis(20).toNanos();

    private final String name;
    private final RebalancePolicy policy;
    private final Partitions partitions;
    private final CompletionQueue completions;
    private final CommitCoordinator commits;
    private final FlowControl flow;
    private final ConsumerObserver observer;
    private final ReleaseReport report;
    private final LongSupplier nanoTime;
    private final SourceWatch watch;
    private final ViewBoard board;
    private final LongSupplier untilCloseDeadline;
    private boolean joined;
    private boolean releasing;

    /**
     * A coordinator without partitions.
     *
     * @param board shows every 100 ms that records are awaited
     * @param untilCloseDeadline how long a close, if one was requested, leaves to give partitions up, in nanoseconds
     */
    public RebalanceCoordinator(
            String name,
            RebalancePolicy policy,
            Partitions partitions,
            CompletionQueue completions,
            CommitCoordinator commits,
            FlowControl flow,
            ConsumerObserver observer,
            LongSupplier nanoTime,
            SourceWatch watch,
            ViewBoard board,
            LongSupplier untilCloseDeadline) {
        this.name = name;
        this.policy = policy;
        this.partitions = partitions;
        this.completions = completions;
        this.commits = commits;
        this.flow = flow;
        this.observer = observer;
        report = new ReleaseReport(name, observer);
        this.nanoTime = nanoTime;
        this.watch = watch;
        this.board = board;
        this.untilCloseDeadline = untilCloseDeadline;
    }

    @Override
    public void assigned(Collection<TopicPartition> assigned) {
        joined = true;
        var added = assigned.stream().filter(partitions::assign).toList();
        flow.reassigned();
        LOG.info(
                "{} Assigned {} partition(s) {}, {} now",
                name,
                added.size(),
                added,
                partitions.all().size());
        observer.assigned(added);
    }

    @Override
    public void revoked(Collection<TopicPartition> revoked) {
        switch (policy) {
            case RebalancePolicy.Drain drain -> release(revoked, Reason.REVOKED, drain.timeout(), true, this::showLife);
            case RebalancePolicy.Release atOnce ->
                release(revoked, Reason.REVOKED, Duration.ofNanos(COMMIT_RESERVE_NANOS), false, this::showLife);
        }
    }

    @Override
    public void lost(Collection<TopicPartition> lost) {
        release(lost, Reason.LOST, Duration.ZERO, false, this::showLife);
    }

    /**
     * Gives everything up, and tells what became of all that was assigned when it began.
     *
     * @param onStep run about every 100 ms while records are awaited; may poll, and so be told of revocations
     */
    Release close(Duration timeout, Runnable onStep) {
        return release(ReleaseReport.partitionsOf(partitions.all()), Reason.CLOSED, timeout, true, onStep);
    }

    /** Closes every assignment and interrupts what runs, and waits for nothing. */
    void abandon() {
        partitions.all().forEach(PartitionState::beginRelease);
        partitions.all().forEach(PartitionState::interruptAwaited);
    }

    /** Whether the group has given this member its first assignment. */
    boolean joined() {
        return joined;
    }

    /** Whether partitions are being given up. */
    boolean releasing() {
        return releasing;
    }

    private Release release(
            Collection<TopicPartition> gone, Reason reason, Duration timeout, boolean awaits, Runnable step) {
        long start = nanoTime.getAsLong();
        var states = gone.stream().map(partitions::get).filter(Objects::nonNull).toList();
        boolean withinAnother = releasing;
        releasing = true;
        beginRelease(states, reason);
        if (awaits) {
            await(states, start, Nanos.of(timeout), step);
        }
        states.forEach(PartitionState::interruptAwaited);
        if (reason != Reason.LOST) {
            partitions.drain();
            commit(states, reason, start, Nanos.of(timeout), step);
        }
        var given = stillAssigned(states);
        given.forEach(partitions::forget);
        releasing = withinAnother;
        var took = Duration.ofNanos(nanoTime.getAsLong() - start);
        report.tell(reason, given, took);
        return ReleaseReport.of(reason, states, took);
    }

    /**
     * Takes out what has ended, so that only what runs is awaited; and begins whatever becomes of that (INV-RELEASE). Tells of
     * those of which no release had begun: a close may poll, and be told of a revocation.
     */
    private void beginRelease(List<PartitionState> states, Reason reason) {
        var begun = states.stream().filter(state -> !state.token().closed()).toList();
        try {
            partitions.drain();
        } finally {
            states.forEach(PartitionState::beginRelease);
            report.tellBegun(reason, begun);
        }
    }

    private void await(List<PartitionState> states, long start, long timeout, Runnable step) {
        long reserve = commitReserve(timeout);
        boolean closing = false;
        while (awaited(stillAssigned(states)) > 0) {
            long left = left(start, timeout);
            if (!closing && untilCloseDeadline.getAsLong() < Long.MAX_VALUE) {
                closing = true; // perhaps asked for just now, with less time than the release had
                reserve = Math.min(reserve, commitReserve(left));
            }
            if (left <= reserve) {
                return;
            }
            completions.park(1, Math.min(left - reserve, STEP_NANOS));
            partitions.drain();
            step.run();
        }
    }

    private static long commitReserve(long timeout) {
        return Math.min(timeout / 5, COMMIT_RESERVE_NANOS);
    }

    /**
     * A commit that the group refused, or that nobody answered, may succeed after polls, and only the close may poll
     * here; or they tell that the partitions are lost. It goes on without when brokers have been silent for so long that
     * they are taken to be away.
     */
    private void commit(List<PartitionState> states, Reason reason, long start, long timeout, Runnable step) {
        var failure = commitNow(states, reason, start, timeout);
        while (failure != null && reason == Reason.CLOSED && left(start, timeout) > 0 && !silent()) {
            completions.park(Integer.MAX_VALUE, COMMIT_RETRY_NANOS);
            step.run();
            failure = commitNow(states, reason, start, timeout);
        }
        if (failure != null) {
            LOG.warn(
                    "{} The last commit of {} did not succeed; what they finished since the one before comes again",
                    name,
                    ReleaseReport.partitionsOf(stillAssigned(states)),
                    failure);
        }
    }

    private @Nullable RuntimeException commitNow(List<PartitionState> states, Reason reason, long start, long timeout) {
        long left = Math.max(0, left(start, timeout));
        long most = reason == Reason.CLOSED ? Math.min(left, watch.patience(nanoTime.getAsLong())) : left;
        return commits.commitNow(stillAssigned(states), Duration.ofNanos(most));
    }

    /** What is left of a release's time; a close that was requested meanwhile may cut it short. */
    private long left(long start, long timeout) {
        return Math.min(start + timeout - nanoTime.getAsLong(), untilCloseDeadline.getAsLong());
    }

    private void showLife() {
        board.maybePublish(nanoTime.getAsLong(), this);
    }

    /** A poll during the close may have taken partitions away, which were then given up, and told of, in its callback. */
    private List<PartitionState> stillAssigned(List<PartitionState> states) {
        return states.stream()
                .filter(state -> partitions.current(state.token()) != null)
                .toList();
    }

    private boolean silent() {
        return watch.silent(nanoTime.getAsLong());
    }

    private static int awaited(List<PartitionState> states) {
        return states.stream().mapToInt(PartitionState::awaited).sum();
    }
}
