package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
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

    private static final int MOST_CHARS = 4_000;

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

    /** Another member finishes records, drawn by the seed, and commits what is finished by now, with its map. */
    void finishElsewhere(TopicPartition partition, int seed) {
        var random = new Random(seed);
        for (var record : records(partition)) {
            record.finished |= random.nextInt(3) == 0;
        }
        long base = records(partition).stream()
                .filter(record -> !record.finished)
                .mapToLong(record -> record.offset)
                .findFirst()
                .orElse(end(partition));
        var runs = OffsetMapCodec.builder(base, MOST_CHARS);
        for (var record : logs.get(partition).tailMap(base).values()) {
            if (record.finished) {
                runs.finishedBelow(record.offset + 1);
            } else {
                runs.unfinished(record.offset, record.offset + 1);
            }
        }
        commit(Map.of(partition, new OffsetAndMetadata(base, OffsetMapCodec.encode(runs.build(), MOST_CHARS))));
    }

    boolean allFinishedAndCommitted() {
        return logs.entrySet().stream()
                .allMatch(log -> log.getValue().values().stream().allMatch(record -> record.finished)
                        && committedOffset(log.getKey()) == end(log.getKey()));
    }
}
