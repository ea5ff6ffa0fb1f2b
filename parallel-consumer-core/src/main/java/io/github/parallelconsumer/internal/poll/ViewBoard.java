package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.Health.Blocker;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.internal.exec.Failures;
import io.github.parallelconsumer.internal.exec.Permits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Publishes a {@link LoopView} at most ten times a second. Thread-safe: the consumer thread writes, anyone reads. */
public final class ViewBoard {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final Comparator<PartitionState> BY_PARTITION = Comparator.comparing(
            PartitionState::partition,
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

    private final Partitions partitions;
    private final CommitCoordinator commits;
    private final SourceWatch watch;
    private final HeldBound heldBound;
    private final Permits permits;
    private volatile LoopView view;
    private long lastPublished;

    /** A board that shows nothing yet. */
    public ViewBoard(
            Partitions partitions,
            CommitCoordinator commits,
            SourceWatch watch,
            HeldBound heldBound,
            Permits permits,
            long now) {
        this.partitions = partitions;
        this.commits = commits;
        this.watch = watch;
        this.heldBound = heldBound;
        this.permits = permits;
        this.view = LoopView.initial(now);
        this.lastPublished = now - INTERVAL_NANOS;
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
        var views = new ArrayList<PartitionView>();
        var blocked = new ArrayList<Blocker>();
        partitions.all().stream().sorted(BY_PARTITION).forEach(state -> {
            views.add(view(state));
            addBlocker(state, blocked);
        });
        view = new LoopView(
                now,
                rebalance.joined(),
                rebalance.releasing(),
                partitions.dispatched(),
                partitions.held(),
                permits.inUse(),
                partitions.finished(),
                List.copyOf(views),
                List.copyOf(blocked),
                commits.lastAcknowledged(),
                problems(now));
    }

    private static PartitionView view(PartitionState state) {
        return new PartitionView(
                state.partition(),
                state.watermark(),
                state.committed(),
                state.incomplete(),
                state.finishedAboveWatermark(),
                state.held().records(),
                state.paused());
    }

    private static void addBlocker(PartitionState state, List<Blocker> blocked) {
        var oldest = state.oldest();
        if (oldest != null) {
            var setback = oldest.setback();
            if (setback != null) {
                blocked.add(new Blocker(
                        state.partition(),
                        oldest.raw().offset(),
                        setback.attempts(),
                        Failures.describe(setback.failure())));
            }
        }
    }

    private List<String> problems(long now) {
        var problems = new ArrayList<>(watch.problems());
        problems.addAll(commits.problems(now));
        problems.addAll(heldBound.problems());
        return List.copyOf(problems);
    }
}
