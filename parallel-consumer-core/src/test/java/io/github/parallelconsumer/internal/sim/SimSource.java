package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory source of one process, except that the scheduler decides what becomes of commits. Polls never wait. Confined
 * to the consumer thread.
 */
final class SimSource implements RecordSource {

    /** What becomes of a commit. */
    enum Fate {
        STORED,
        /** Stored and answered when the scheduler decides about commits the next time. */
        LATE,
        /** Stored, though the client never hears of it. */
        STORED_UNHEARD,
        TIMED_OUT,
        REBALANCING,
        TOO_LARGE,
        FENCED
    }

    private record Pending(
            Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback, Runnable onStored) {}

    Fate nextFate = Fate.STORED;
    boolean unreadable;
    boolean fenced;
    boolean refusedMap;
    private final Broker broker;
    private final InMemoryRecordSource client;
    private final Ledger ledger;
    private final Claims claims;
    private final List<Runnable> answers = new ArrayList<>();
    private @Nullable Pending pending;

    SimSource(Broker broker, Ledger ledger) {
        this.broker = broker;
        this.ledger = ledger;
        client = broker.client();
        claims = new Claims(broker, ledger);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        var due = List.copyOf(answers);
        answers.clear();
        due.forEach(Runnable::run);
        var records = client.poll(Duration.ZERO);
        ledger.polled(records);
        return records;
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        if (pending != null || !answers.isEmpty()) {
            ledger.violated("a commit begins while another is under way");
        }
        claims.check(offsets, !refusedMap);
        pending = new Pending(offsets, callback, claims.acknowledgement(offsets));
        if (nextFate != Fate.LATE) {
            decide();
        }
    }

    /** Decides what becomes of the commit that waits for its answer, or else of the next one. */
    void decide(Fate fate) {
        boolean waits = pending != null;
        nextFate = waits && fate == Fate.LATE ? Fate.STORED : fate;
        if (waits) {
            decide();
        }
    }

    private void decide() {
        var ended = pending;
        pending = null;
        if (ended != null) {
            var failure = take(ended.offsets());
            answers.add(() -> {
                ended.callback().ended(failure);
                if (failure == null) {
                    ended.onStored().run();
                }
            });
        }
    }

    /** The group has moved on without what is under way for these partitions. */
    void fence(Collection<TopicPartition> gone) {
        var late = pending;
        if (late != null && gone.stream().anyMatch(late.offsets()::containsKey)) {
            pending = null;
            answers.add(() -> late.callback().ended(new CommitFailedException()));
        }
    }

    /** The process is dead; what it had sent may have arrived. */
    void die(boolean arrived) {
        if (pending != null && arrived) {
            broker.commit(pending.offsets());
        }
        pending = null;
    }

    private @Nullable RuntimeException take(Map<TopicPartition, OffsetAndMetadata> offsets) {
        var fate = nextFate;
        nextFate = Fate.STORED;
        boolean hasMap =
                offsets.values().stream().anyMatch(offset -> !offset.metadata().isEmpty());
        if (fate == Fate.STORED
                || fate == Fate.LATE
                || fate == Fate.STORED_UNHEARD
                || (fate == Fate.TOO_LARGE && !hasMap)) {
            broker.commit(offsets);
        }
        return switch (fate) {
            case STORED, LATE -> null;
            case STORED_UNHEARD, TIMED_OUT -> new TimeoutException("told to");
            case REBALANCING -> new RebalanceInProgressException("told to");
            case TOO_LARGE -> {
                refusedMap |= hasMap;
                yield hasMap ? new OffsetMetadataTooLarge("told to") : null;
            }
            case FENCED -> {
                fenced = true;
                yield new FencedInstanceIdException("told to");
            }
        };
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        var before = pending;
        pending = null;
        if (before != null) { // as with Kafka's client, it is over after all that were started before it
            broker.commit(before.offsets());
            before.callback().ended(null);
            before.onStored().run();
        }
        claims.check(offsets, false);
        var failure = take(offsets);
        if (failure != null) {
            throw failure;
        }
        claims.acknowledgement(offsets).run();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        if (unreadable) {
            unreadable = false;
            throw new TimeoutException("told to");
        }
        var committed = client.committed(partitions, timeout);
        claims.mapsRead(committed);
        return committed;
    }

    @Override
    public void subscribe(AssignmentListener listener) {
        client.subscribe(listener);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        client.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        client.resume(partitions);
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        return Set.of();
    }

    @Override
    public OptionalLong logStart(TopicPartition partition) {
        return client.logStart(partition);
    }

    @Override
    public long bytesReceived() {
        return client.bytesReceived();
    }

    @Override
    public void wakeup() {}

    @Override
    public void close(Duration timeout) {
        client.close(timeout);
    }
}
