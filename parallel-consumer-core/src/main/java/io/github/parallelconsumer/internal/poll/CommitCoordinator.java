package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.AuthenticationFailedException;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits watermarks, and next to them which records above are finished. Confined to the consumer thread.
 *
 * <p>INV-COMMIT: at most one commit is under way; a partition is clean only when the broker has acknowledged its newest
 * state; after a failure the newest state is committed, never the old one again.
 */
public final class CommitCoordinator {

    private static final Logger LOG = LoggerFactory.getLogger(CommitCoordinator.class);

    /** With {@code group.protocol=consumer} a commit waits for a coordinator for ever (KIP-848 clients). */
    private static final long OVERDUE_NANOS = Duration.ofSeconds(30).toNanos();
    /** How long a synchronous commit may keep the consumer thread from polling. */
    private static final Duration SYNCHRONOUS_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final boolean synchronous;
    private final CommitSchedule schedule;
    private final MapLimit limit;
    private final Partitions partitions;
    private final RecordSource source;
    private final ConsumerObserver observer;
    private boolean underWay;
    private @Nullable RuntimeException fatal;
    private @Nullable Exception lastFailure;
    private Optional<Instant> lastAcknowledged = Optional.empty();

    /** A coordinator that has committed nothing. */
    public CommitCoordinator(
            String name,
            CommitStrategy strategy,
            OffsetMap offsetMap,
            Partitions partitions,
            RecordSource source,
            ConsumerObserver observer,
            long now) {
        this.name = name;
        this.partitions = partitions;
        this.source = source;
        this.observer = observer;
        synchronous = strategy.isSynchronous();
        schedule = new CommitSchedule(strategy, now);
        limit = new MapLimit(name, offsetMap);
    }

    /** Commits if it is due; throws what an earlier commit met if nothing can be committed any more. */
    void maybeCommit(long now) {
        if (fatal != null) {
            throw fatal;
        }
        if (underWay || !partitions.touched() || !schedule.due(now, partitions.finished())) {
            return;
        }
        schedule.started(now, partitions.finished());
        partitions.touched(false);
        var commit = Commit.of(partitions.all(), limit.mostChars());
        if (commit.isEmpty()) {
            allowMaps(partitions.all());
            lastFailure = null; // whatever it was about is no longer here, or nothing new
        } else {
            start(commit);
        }
    }

    private void start(Commit commit) {
        underWay = true;
        try {
            if (synchronous) {
                source.commitSync(commit.offsets(), SYNCHRONOUS_TIMEOUT);
                ended(commit, null);
            } else {
                source.commitAsync(commit.offsets(), failure -> ended(commit, failure));
            }
        } catch (KafkaException | AuthenticationFailedException e) {
            ended(commit, e);
        }
    }

    /** How long until a commit may be due; what completes meanwhile is looked at after an interval at the latest. */
    long untilDue(long now) {
        return schedule.untilDue(now, !underWay && partitions.touched(), underWay || partitions.dispatched() > 0);
    }

    /**
     * Commits the watermarks of partitions that are about to be given up, and waits for the acknowledgement.
     *
     * @return why the commit did not succeed, when it still may after polls: a rebalance refused it, no answer came in
     *     time, or the group has moved on without this member's having heard of it
     */
    @Nullable
    RuntimeException commitNow(Collection<PartitionState> states, Duration timeout) {
        allowMaps(states); // there is no later commit that would tell of what this one leaves out
        var commit = Commit.of(states, limit.mostChars());
        if (commit.isEmpty()) {
            return null;
        }
        try {
            source.commitSync(commit.offsets(), timeout);
            acknowledged(commit);
        } catch (RuntimeException e) {
            observer.commitFailed(commit.offsets(), e);
            var kind = CommitFailure.of(e);
            if (kind == CommitFailure.MAP_TOO_LARGE
                    && limit.refuse(commit.offsets().values())) {
                return commitNow(states, timeout);
            }
            boolean putOff = kind == CommitFailure.PUT_OFF;
            lastFailure = putOff ? lastFailure : e;
            // A member whose epoch the group has just raised is refused like one that is no longer a member.
            if (putOff || e instanceof TimeoutException || e instanceof CommitFailedException) {
                LOG.debug("{} Commit put off", name, e);
                return e;
            }
            LOG.warn(
                    "{} Commit of {} failed; what they finished since the last one comes again",
                    name,
                    commit.offsets().keySet(),
                    e);
        }
        return null;
    }

    /** One sentence for each thing that is wrong. */
    List<String> problems(long now) {
        if (lastFailure != null) {
            return List.of("the newest commit failed: " + lastFailure);
        }
        long waited = schedule.sinceStart(now);
        return underWay && waited > OVERDUE_NANOS
                ? List.of("the newest commit has not been acknowledged for " + waited / 1_000_000_000 + " s")
                : List.of();
    }

    /** When the broker acknowledged a commit for the last time. */
    Optional<Instant> lastAcknowledged() {
        return lastAcknowledged;
    }

    private void ended(Commit commit, @Nullable Exception failure) {
        underWay = false;
        if (failure == null) {
            acknowledged(commit);
            return;
        }
        partitions.touched(true);
        observer.commitFailed(commit.offsets(), failure);
        schedule.failed();
        switch (CommitFailure.of(failure)) {
            case FATAL -> fatal = CommitFailure.fatal(failure);
            case PUT_OFF -> LOG.debug("{} Commit put off by a rebalance", name, failure);
            case MAP_TOO_LARGE -> {
                limit.refuse(commit.offsets().values());
                schedule.hurry();
            }
            case PASSING -> {
                lastFailure = failure;
                LOG.warn(
                        "{} Commit of {} partition(s) failed, the next one is in {} ms",
                        name,
                        commit.size(),
                        schedule.interval() / 1_000_000,
                        failure);
            }
        }
    }

    private void acknowledged(Commit commit) {
        lastFailure = null;
        lastAcknowledged = Optional.of(Instant.now());
        commit.acknowledged();
        allowMaps(commit.snapshots().keySet());
        LOG.debug("{} Committed {}", name, commit.offsets());
        observer.committed(commit.offsets());
    }

    /** What was committed without its map, since the broker had refused that, is to be committed with a smaller one. */
    private void allowMaps(Collection<PartitionState> states) {
        if (limit.refused()) {
            limit.settle();
            states.forEach(PartitionState::touch);
            partitions.touched(true);
        }
    }
}
