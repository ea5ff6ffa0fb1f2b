package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What outlives a process: the records, and what the group has committed. Confined to the simulation. */
final class Broker {

    private final Map<TopicPartition, TreeMap<Long, LogRecord>> logs = new LinkedHashMap<>();
    private final int keys;
    private final int maxPollRecords;
    /** The client of the present process, with the records as it sees them. */
    private InMemoryRecordSource client;

    Broker(Setup setup) {
        keys = setup.keys();
        maxPollRecords = setup.maxPollRecords();
        client = new InMemoryRecordSource(maxPollRecords);
        for (int p = 0; p < setup.partitions(); p++) {
            logs.put(new TopicPartition("t", p), new TreeMap<>());
        }
    }

    InMemoryRecordSource client() {
        return client;
    }

    /** Another process begins, with what is committed. */
    InMemoryRecordSource newClient() {
        var committed = client.committed(logs.keySet(), Duration.ZERO);
        client = new InMemoryRecordSource(maxPollRecords);
        client.commitSync(committed, Duration.ZERO);
        logs.values().forEach(log -> log.values().forEach(record -> client.append(record.asPolled())));
        return client;
    }

    Set<TopicPartition> partitions() {
        return logs.keySet();
    }

    Collection<LogRecord> records(TopicPartition partition) {
        return logs.get(partition).values();
    }

    LogRecord record(TopicPartition partition, long offset) {
        var found = logs.get(partition).get(offset);
        if (found == null) {
            throw new Violation("there is no record " + partition + "@" + offset);
        }
        return found;
    }

    long end(TopicPartition partition) {
        var log = logs.get(partition);
        return log.isEmpty() ? 0 : log.lastKey() + 1;
    }

    /** Adds records with drawn keys, some of them null or the hot one, and with gaps. */
    void append(TopicPartition partition, int count, int seed) {
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            long offset = end(partition) + (random.nextInt(6) == 0 ? random.nextInt(5) : 0);
            var key = random.nextInt(8) == 0 ? null : "k" + (random.nextBoolean() ? 0 : random.nextInt(keys));
            var record = new LogRecord(partition, offset, key);
            logs.get(partition).put(offset, record);
            client.append(record.asPolled());
        }
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        client.commitSync(offsets, Duration.ZERO);
    }

    @Nullable
    OffsetAndMetadata committed(TopicPartition partition) {
        return client.committed(Set.of(partition), Duration.ZERO).get(partition);
    }

    long committedOffset(TopicPartition partition) {
        return client.committed(partition);
    }

    /** Another member finishes records and commits, without a map. */
    void finishElsewhere(TopicPartition partition, int count) {
        long upTo = committedOffset(partition);
        int left = count;
        for (var record : records(partition)) {
            if (record.offset >= upTo && left > 0) {
                record.finished = true;
                upTo = record.offset + 1;
                left--;
            }
        }
        commit(Map.of(partition, new OffsetAndMetadata(upTo)));
    }

    boolean allFinishedAndCommitted() {
        return logs.entrySet().stream()
                .allMatch(log -> log.getValue().values().stream().allMatch(record -> record.finished)
                        && committedOffset(log.getKey()) == end(log.getKey()));
    }

    String lanes(Ordering ordering) {
        var text = new StringBuilder();
        logs.forEach((partition, log) -> text.append("  ")
                .append(partition)
                .append(": ")
                .append(log.values().stream()
                        .map(record -> record.offset + "=" + record.key)
                        .toList())
                .append('\n'));
        return text.toString();
    }
}
