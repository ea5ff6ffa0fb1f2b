package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory source, except that a poll never waits, so that a test can take turns without one; what was asked of it
 * is kept. Confined to the thread that takes the turns.
 */
final class ProbedSource implements RecordSource {

    final List<Duration> pollTimeouts = new ArrayList<>();
    final List<Duration> commitTimeouts = new CopyOnWriteArrayList<>();
    int asyncCommits;
    int committedAsked;
    int mostMetadata = Integer.MAX_VALUE;
    final List<Map<TopicPartition, OffsetAndMetadata>> refused = new ArrayList<>();

    @Nullable
    RuntimeException committedFailure;

    int polled;
    /** How often it was polled. Thread-safe. */
    final AtomicInteger polls = new AtomicInteger();

    Set<String> unknownTopics = Set.of();
    volatile boolean silent;
    boolean refusesToPause;

    private final InMemoryRecordSource broker;
    private final List<Runnable> answers = new ArrayList<>();
    private long bytes;

    ProbedSource(InMemoryRecordSource broker) {
        this.broker = broker;
    }

    Duration lastPollTimeout() {
        return pollTimeouts.get(pollTimeouts.size() - 1);
    }

    @Override
    public void subscribe(AssignmentListener listener) {
        broker.subscribe(listener);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        pollTimeouts.add(timeout);
        polls.incrementAndGet();
        List.copyOf(answers).forEach(Runnable::run);
        answers.clear();
        var records = broker.poll(Duration.ZERO);
        polled += records.count();
        return records;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        if (refusesToPause) {
            throw new IllegalStateException("told to refuse a pause");
        }
        broker.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        broker.resume(partitions);
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        asyncCommits++;
        if (tooLarge(offsets)) {
            answers.add(() -> callback.ended(new OffsetMetadataTooLarge("too large")));
        } else {
            broker.commitAsync(offsets, callback);
        }
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitTimeouts.add(timeout);
        if (tooLarge(offsets)) {
            throw new OffsetMetadataTooLarge("too large");
        }
        broker.commitSync(offsets, timeout);
    }

    private boolean tooLarge(Map<TopicPartition, OffsetAndMetadata> offsets) {
        boolean tooLarge =
                offsets.values().stream().anyMatch(offset -> offset.metadata().length() > mostMetadata);
        if (tooLarge) {
            refused.add(offsets);
        }
        return tooLarge;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        committedAsked++;
        if (committedFailure != null) {
            throw committedFailure;
        }
        return broker.committed(partitions, timeout);
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        return unknownTopics;
    }

    @Override
    public OptionalLong logStart(TopicPartition partition) {
        return broker.logStart(partition);
    }

    @Override
    public long bytesReceived() {
        return silent ? bytes : ++bytes;
    }

    @Override
    public void wakeup() {
        broker.wakeup();
    }

    @Override
    public void close(Duration timeout) {
        broker.close(timeout);
    }
}
