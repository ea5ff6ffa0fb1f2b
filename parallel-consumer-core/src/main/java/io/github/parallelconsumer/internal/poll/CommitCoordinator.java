package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.internal.exec.Nanos;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits watermarks. Confined to the consumer thread.
 *
 * <p>INV-COMMIT: at most one asynchronous commit is under way; a partition is clean only when the broker has acknowledged
 * its newest watermark; after a failure the newest state is committed, never the old one again.
 */
public final class CommitCoordinator {

    private static final Logger LOG = LoggerFactory.getLogger(CommitCoordinator.class);

    /** With {@code group.protocol=consumer} a commit waits for a coordinator for ever (KIP-848 clients). */
    private static final long OVERDUE_NANOS = Duration.ofSeconds(30).toNanos();

    private final String name;
    private final Partitions partitions;
    private final RecordSource source;
    private final ConsumerObserver observer;
    private final long interval;
    private long lastStart;
    private boolean underWay;
    private @Nullable RuntimeException fatal;
    private @Nullable Exception lastFailure;
    private Optional<Instant> lastAcknowledged = Optional.empty();

    /** A coordinator that has committed nothing. */
    public CommitCoordinator(
            String name,
            CommitStrategy strategy,
            Partitions partitions,
            RecordSource source,
            ConsumerObserver observer,
            long now) {
        this.name = name;
        this.partitions = partitions;
        this.source = source;
        this.observer = observer;
        this.lastStart = now;
        interval = switch (strategy) {
            case CommitStrategy.Every every -> Nanos.of(every.interval());
        };
    }

    /** Starts a commit if one is due; throws what an earlier one met if nothing can be committed any more. */
    void maybeCommit(long now) {
        if (fatal != null) {
            throw fatal;
        }
        if (underWay || !partitions.touched() || now - lastStart < interval) {
            return;
        }
        lastStart = now;
        partitions.touched(false);
        var commit = collect(partitions.all());
        if (commit.isEmpty()) {
            return;
        }
        underWay = true;
        try {
            source.commitAsync(commit.offsets(), failure -> ended(commit, failure));
        } catch (ApiException e) {
            ended(commit, e);
        }
    }

    /** How long until a commit may be due; what completes meanwhile is looked at after an interval at the latest. */
    long untilDue(long now) {
        return underWay || !partitions.touched() ? interval : Math.max(0, lastStart + interval - now);
    }

    /**
     * Commits the watermarks of partitions that are about to be given up, and waits for the acknowledgement.
     *
     * @return false when a rebalance that is under way refused the commit, which may succeed after a poll
     */
    boolean commitNow(Collection<PartitionState> states, Duration timeout) {
        var commit = collect(states);
        if (commit.isEmpty()) {
            return true;
        }
        try {
            source.commitSync(commit.offsets(), timeout);
            acknowledged(commit);
        } catch (RebalanceInProgressException e) {
            LOG.debug("{} Commit put off by a rebalance", name);
            observer.commitFailed(commit.offsets(), e);
            return false;
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} Commit of {} partition(s) failed within {} ms; what they finished since the last commit comes again",
                    name,
                    commit.size(),
                    timeout.toMillis(),
                    e);
            lastFailure = e;
            observer.commitFailed(commit.offsets(), e);
        }
        return true;
    }

    /** One sentence for each thing that is wrong. */
    List<String> problems(long now) {
        if (lastFailure != null) {
            return List.of("the newest commit failed: " + lastFailure);
        }
        long waited = now - lastStart;
        return underWay && waited > OVERDUE_NANOS
                ? List.of("the newest commit has not been acknowledged for " + waited / 1_000_000_000 + " s")
                : List.of();
    }

    /** When the broker acknowledged a commit for the last time. */
    Optional<Instant> lastAcknowledged() {
        return lastAcknowledged;
    }

    private static Commit collect(Collection<PartitionState> states) {
        var commit = new Commit(new HashMap<>(), new HashMap<>());
        for (var state : states) {
            var offset = state.toCommit();
            if (offset != null) {
                commit.states().put(state.partition(), state);
                commit.offsets().put(state.partition(), offset);
            }
        }
        return commit;
    }

    private void ended(Commit commit, @Nullable Exception failure) {
        underWay = false;
        if (failure == null) {
            acknowledged(commit);
            return;
        }
        partitions.touched(true);
        observer.commitFailed(commit.offsets(), failure);
        if (isFatal(failure)) {
            fatal = (RuntimeException) failure;
        } else if (failure instanceof RebalanceInProgressException) {
            LOG.debug("{} Commit put off by a rebalance", name);
        } else {
            lastFailure = failure;
            LOG.warn(
                    "{} Commit of {} partition(s) failed, the next one is in {} ms",
                    name,
                    commit.size(),
                    interval / 1_000_000,
                    failure);
        }
    }

    private void acknowledged(Commit commit) {
        lastFailure = null;
        lastAcknowledged = Optional.of(Instant.now());
        commit.states().forEach((partition, state) -> state.acknowledged(commit.offset(partition)));
        LOG.debug("{} Committed {}", name, commit.offsets());
        observer.committed(commit.offsets());
    }

    private static boolean isFatal(Exception failure) {
        return failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof FencedInstanceIdException
                || failure instanceof InvalidGroupIdException;
    }

    /** What one commit says, and of which assignments. */
    private record Commit(Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, PartitionState> states) {

        boolean isEmpty() {
            return offsets.isEmpty();
        }

        int size() {
            return offsets.size();
        }

        long offset(TopicPartition partition) {
            var committed = offsets.get(partition);
            if (committed == null) {
                throw new IllegalStateException("nothing was committed for " + partition);
            }
            return committed.offset();
        }
    }
}
