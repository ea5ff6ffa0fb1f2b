package io.github.parallelconsumer.internal.memory;

import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A broker and its client in memory. The broker's side ({@code append}, {@code assign}, {@code revoke}, {@code lose},
 * {@code rewind}, {@code deleteBefore}, {@code failCommits}, {@code holdCommits}) may be driven by any thread and takes effect inside the next
 * poll; the client's side is confined to the consumer thread. Thread-safe: one lock, never held in callbacks.
 */
public final class InMemoryRecordSource implements RecordSource {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<TopicPartition, InMemoryLog> logs = new LinkedHashMap<>();
    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Queue<Runnable> events = new ArrayDeque<>();
    private final Queue<Runnable> callbacks = new ArrayDeque<>();
    private final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();
    private final int maxPollRecords;
    private @Nullable AssignmentListener listener;
    private @Nullable RuntimeException commitFailure;
    private boolean commitsHeld;
    private boolean woken;
    private long answers;

    /** A source without partitions that returns at most so many records at once. */
    public InMemoryRecordSource(int maxPollRecords) {
        this.maxPollRecords = maxPollRecords;
    }

    /** Adds a record at the end of its partition. */
    public void append(ConsumerRecord<byte[], byte[]> record) {
        change(() -> log(new TopicPartition(record.topic(), record.partition())).append(record));
    }

    /** Assigns partitions at the next poll, from their committed offsets on. */
    public void assign(TopicPartition... partitions) {
        change(() -> events.add(() -> assignNow(List.of(partitions))));
    }

    /** Takes partitions away at the next poll, with leave to commit. */
    public void revoke(TopicPartition... partitions) {
        change(() -> events.add(() -> {
            listener().revoked(List.of(partitions));
            unassign(partitions);
        }));
    }

    /** Takes partitions away at the next poll, without leave to commit. */
    public void lose(TopicPartition... partitions) {
        change(() -> events.add(() -> {
            unassign(partitions);
            listener().lost(List.of(partitions));
        }));
    }

    /** Sets the position of an assigned partition at the next poll, as a reset by the broker would. */
    public void rewind(TopicPartition partition, long offset) {
        change(() -> events.add(() -> change(() -> log(partition).seek(offset))));
    }

    /** Deletes a partition's records below an offset at the next poll, as retention would. */
    public void deleteBefore(TopicPartition partition, long offset) {
        change(() -> events.add(() -> change(() -> log(partition).deleteBefore(offset))));
    }

    /** Lets every commit fail, or none. */
    public void failCommits(@Nullable RuntimeException failure) {
        change(() -> commitFailure = failure);
    }

    /** Keeps asynchronous commits from ending inside a poll, or lets them; a synchronous one and the close wait for them. */
    public void holdCommits(boolean held) {
        change(() -> commitsHeld = held);
    }

    /** Every commit that was acknowledged, oldest first. */
    public List<Map<TopicPartition, OffsetAndMetadata>> commits() {
        return read(() -> List.copyOf(commits));
    }

    /** The committed offset of a partition; 0 when there is none. */
    public long committed(TopicPartition partition) {
        return read(() -> start(partition));
    }

    /** Whether intake of a partition is paused. */
    public boolean isPaused(TopicPartition partition) {
        return read(() -> paused.contains(partition));
    }

    @Override
    public void subscribe(AssignmentListener listener) {
        this.listener = listener;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        runAll(events);
        runCallbacks();
        lock.lock();
        try {
            long left = timeout.toNanos();
            while (left > 0 && !woken && events.isEmpty() && !anyReady()) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return take();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean anyReady() {
        return assignment.stream()
                .anyMatch(partition ->
                        !paused.contains(partition) && log(partition).hasNext());
    }

    private ConsumerRecords<byte[], byte[]> take() {
        var taken = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        int left = maxPollRecords;
        for (var entry : logs.entrySet()) {
            var partition = entry.getKey();
            if (left > 0 && assignment.contains(partition) && !paused.contains(partition)) {
                var records = entry.getValue().take(left);
                left -= records.size();
                if (!records.isEmpty()) {
                    taken.put(partition, records);
                    next.put(partition, new OffsetAndMetadata(entry.getValue().position()));
                }
            }
        }
        return new ConsumerRecords<>(taken, next);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        change(() -> paused.addAll(partitions));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        change(() -> paused.removeAll(partitions));
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        change(() -> callbacks.add(() -> {
            var failure = failureOfCommits();
            if (failure.isEmpty()) {
                commitNow(offsets);
            }
            callback.ended(failure.orElse(null));
        }));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        runAll(callbacks); // also those held back: as with Kafka's client, it is over after all that were started
        // before it
        failureOfCommits().ifPresent(failure -> {
            throw failure;
        });
        commitNow(offsets);
    }

    private void commitNow(Map<TopicPartition, OffsetAndMetadata> offsets) {
        change(() -> {
            commits.add(Map.copyOf(offsets));
            offsets.forEach((partition, offset) -> log(partition).commit(offset));
        });
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        return read(() -> {
            var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var partition : partitions) {
                var offset = log(partition).committed();
                if (offset != null) {
                    committed.put(partition, offset);
                }
            }
            return committed;
        });
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        return Set.of();
    }

    @Override
    public OptionalLong logStart(TopicPartition partition) {
        return read(() -> OptionalLong.of(log(partition).start()));
    }

    @Override
    public long bytesReceived() {
        return ++answers; // never silent
    }

    @Override
    public void wakeup() {
        change(() -> woken = true);
    }

    @Override
    public void close(Duration timeout) {
        if (listener != null) {
            listener.revoked(read(() -> Set.copyOf(assignment)));
        }
        runAll(callbacks); // as with Kafka's client, commits that are under way end before it leaves
        change(assignment::clear);
    }

    private void assignNow(List<TopicPartition> partitions) {
        change(() -> partitions.forEach(partition -> {
            assignment.add(partition);
            paused.remove(partition);
            log(partition).seek(start(partition));
        }));
        listener().assigned(partitions);
    }

    private void unassign(TopicPartition... partitions) {
        change(() -> List.of(partitions).forEach(assignment::remove));
    }

    private InMemoryLog log(TopicPartition partition) {
        return logs.computeIfAbsent(partition, absent -> new InMemoryLog());
    }

    /** Where an assignment starts. */
    private long start(TopicPartition partition) {
        var committed = log(partition).committed();
        return committed == null ? 0 : committed.offset();
    }

    private AssignmentListener listener() {
        if (listener == null) {
            throw new IllegalStateException("not subscribed");
        }
        return listener;
    }

    private Optional<RuntimeException> failureOfCommits() {
        return read(() -> Optional.ofNullable(commitFailure));
    }

    private void runCallbacks() {
        if (!read(() -> commitsHeld)) {
            runAll(callbacks);
        }
    }

    private void runAll(Queue<Runnable> queue) {
        for (var event = next(queue); event != null; event = next(queue)) {
            event.run();
        }
    }

    private @Nullable Runnable next(Queue<Runnable> queue) {
        return read(() -> Optional.ofNullable(queue.poll())).orElse(null);
    }

    private <T> T read(Supplier<T> field) {
        lock.lock();
        try {
            return field.get();
        } finally {
            lock.unlock();
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
