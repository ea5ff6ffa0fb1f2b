package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.spi.RecordSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Makes as many records as it is asked for, 500 of one partition at a time as Kafka's client has them, and keeps none. The
 * engine's in-memory source keeps all, so that tests can look at them; measuring wants one that costs next to nothing.
 * Thread-safe: one lock for what is still to be made; the rest is confined to the consumer thread.
 */
final class EndlessSource implements RecordSource {

    private static final String TOPIC = "endless";
    private static final int PARTITIONS = 12;
    private static final int MAX_POLL_RECORDS = 500;
    private static final int DRAWN = 1 << 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(TOPIC, number))
            .toList();
    private final long[] next = new long[PARTITIONS];
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Queue<CommitCallback> commits = new ArrayDeque<>();
    private final byte[][] keys = new byte[DRAWN][];
    private final byte[] value = new byte[100];
    private @Nullable AssignmentListener listener;
    private int turn;
    private int drawn;
    private long polls;
    private long wanted;
    private boolean woken;

    EndlessSource(int distinctKeys) {
        var random = new SplittableRandom(1);
        for (int i = 0; i < DRAWN; i++) {
            keys[i] = ("key-" + random.nextInt(distinctKeys)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Makes so many records more. */
    void give(long records) {
        change(() -> wanted += records);
    }

    @Override
    public void subscribe(AssignmentListener assignments) {
        listener = assignments;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (polls++ == 0 && listener != null) {
            listener.assigned(partitions);
        }
        for (var callback = commits.poll(); callback != null; callback = commits.poll()) {
            callback.ended(null);
        }
        int records = await(timeout.toNanos());
        return records == 0 ? ConsumerRecords.empty() : make(records);
    }

    /** How many records to make now. */
    private int await(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !woken && !canMake()) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            int records = canMake() ? (int) Math.min(MAX_POLL_RECORDS, wanted) : 0;
            wanted -= records;
            return records;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean canMake() {
        return wanted > 0 && paused.size() < PARTITIONS;
    }

    private ConsumerRecords<byte[], byte[]> make(int records) {
        var partition = partitions.get(turn++ % PARTITIONS);
        while (paused.contains(partition)) {
            partition = partitions.get(turn++ % PARTITIONS);
        }
        var made = new ArrayList<ConsumerRecord<byte[], byte[]>>(records);
        for (int i = 0; i < records; i++) {
            byte[] key = keys[drawn++ & (DRAWN - 1)];
            made.add(new ConsumerRecord<>(TOPIC, partition.partition(), next[partition.partition()]++, key, value));
        }
        return new ConsumerRecords<>(
                Map.of(partition, made), Map.of(partition, new OffsetAndMetadata(next[partition.partition()])));
    }

    @Override
    public void pause(Collection<TopicPartition> some) {
        paused.addAll(some);
    }

    @Override
    public void resume(Collection<TopicPartition> some) {
        paused.removeAll(some);
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        commits.add(callback);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commits.clear();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> some, Duration timeout) {
        return Map.of();
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        return Set.of();
    }

    @Override
    public OptionalLong logStart(TopicPartition partition) {
        return OptionalLong.of(0);
    }

    @Override
    public long bytesReceived() {
        return polls; // never silent
    }

    @Override
    public void wakeup() {
        change(() -> woken = true);
    }

    @Override
    public void close(Duration timeout) {
        if (listener != null) {
            listener.revoked(partitions);
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
