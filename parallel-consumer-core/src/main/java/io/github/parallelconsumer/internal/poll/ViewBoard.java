package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.Health.Blocker;
import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.internal.exec.FailingRecords;
import io.github.parallelconsumer.internal.exec.Permits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Publishes a {@link LoopView} at most ten times a second. Thread-safe: the consumer thread writes, anyone reads. */
public final class ViewBoard {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    /** How long strips are drawn for one who has asked once. */
    private static final long ASKED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Comparator<PartitionState> BY_PARTITION = Comparator.comparing(
            PartitionState::partition,
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

    private final Partitions partitions;
    private final CommitCoordinator commits;
    private final SourceWatch watch;
    private final HeldBound heldBound;
    private final Optional<IntakeBreaker> breaker;
    private final Permits permits;
    private final Blockers blockers;
    private final Supplier<List<String>> deadLetterProblems;
    private volatile LoopView view;
    /** When someone last asked for strips, which nobody pays for otherwise. */
    private volatile long asked;

    private long lastPublished;

    /**
     * A board that shows nothing yet.
     *
     * @param deadLetterProblems one sentence for each thing that keeps dead letters from being stored
     */
    public ViewBoard(
            Partitions partitions,
            CommitCoordinator commits,
            SourceWatch watch,
            HeldBound heldBound,
            Optional<IntakeBreaker> breaker,
            Permits permits,
            FailingRecords failing,
            Supplier<List<String>> deadLetterProblems,
            long now) {
        this.partitions = partitions;
        this.commits = commits;
        this.watch = watch;
        this.heldBound = heldBound;
        this.breaker = breaker;
        this.permits = permits;
        this.blockers = new Blockers(failing);
        this.deadLetterProblems = deadLetterProblems;
        this.view = LoopView.initial(now);
        this.lastPublished = now - INTERVAL_NANOS;
        this.asked = now - ASKED_NANOS;
    }

    /** Asks for strips in what is published within the next second. Thread-safe. */
    public void askForStrips(long now) {
        asked = now;
    }

    /** How long a poll may wait, since one who looks at strips wants to see them move. */
    long untilDue(long now) {
        return isAsked(now) ? Math.max(0, lastPublished + INTERVAL_NANOS - now) : Long.MAX_VALUE;
    }

    private boolean isAsked(long now) {
        return now - asked < ASKED_NANOS;
    }

    /** The newest view. Thread-safe. */
    public LoopView view() {
        return view;
    }

    void maybePublish(long now, RebalanceCoordinator rebalance) {
        if (now - lastPublished >= INTERVAL_NANOS) {
            publish(now, rebalance);
        }
    }

    void publish(long now, RebalanceCoordinator rebalance) {
        lastPublished = now;
        boolean drawn = isAsked(now);
        var views = new ArrayList<PartitionView>();
        var blocked = new ArrayList<Blocker>();
        partitions.all().stream().sorted(BY_PARTITION).forEach(state -> {
            views.add(view(state, drawn ? state.strip(now) : Optional.empty()));
            blockers.of(state).forEach(blocked::add);
        });
        view = new LoopView(
                now,
                rebalance.joined(),
                rebalance.releasing(),
                partitions.dispatched(),
                partitions.dispatchedBytes(),
                partitions.held(),
                permits.inUse(),
                partitions.finished(),
                List.copyOf(views),
                List.copyOf(blocked),
                breaker.map(IntakeBreaker::circuit),
                commits.lastAcknowledged(),
                problems(now));
    }

    private static PartitionView view(PartitionState state, Optional<OffsetStrip> strip) {
        return new PartitionView(
                state.partition(),
                state.watermark(),
                state.committed(),
                state.incomplete(),
                state.finishedAboveWatermark(),
                state.held().records(),
                state.paused(),
                strip);
    }

    private List<String> problems(long now) {
        var problems = new ArrayList<>(watch.problems());
        problems.addAll(commits.problems(now));
        problems.addAll(heldBound.problems());
        breaker.ifPresent(open -> problems.addAll(open.problems()));
        problems.addAll(deadLetterProblems.get());
        return List.copyOf(problems);
    }
}
