package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Commit;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads each commit of a group where the brokers write it down, soon after they do, and once they all have it. On a thread of
 * its own; thread-safe: {@link #stop} ends the thread before anyone looks.
 */
final class CommitReader {

    private static final String OFFSETS = "__consumer_offsets";
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Object> settings;
    private final String group;
    private final List<Commit> commits = new ArrayList<>();
    /** Up to where each partition of the offsets was read: with new leaders it may be read again. */
    private final Map<Integer, Long> read = new HashMap<>();

    private volatile boolean stopped;
    private volatile int count;
    private @Nullable Background thread;

    private CommitReader(String bootstrapServers, String group) {
        settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                1_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50);
        this.group = group;
    }

    static CommitReader start(String bootstrapServers, String group) {
        var reader = new CommitReader(bootstrapServers, group);
        reader.thread = Background.start("reader of the commits", reader::run);
        return reader;
    }

    private void run() {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(OFFSETS).stream()
                    .map(info -> new TopicPartition(OFFSETS, info.partition()))
                    .toList());
            while (!stopped) {
                consumer.poll(POLL).forEach(this::take);
                count = commits.size();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> written) {
        var before =
                read.put(written.partition(), Math.max(written.offset(), read.getOrDefault(written.partition(), -1L)));
        if (written.value() == null || (before != null && before >= written.offset())) {
            return;
        }
        var key = ByteBuffer.wrap(written.key());
        if (key.getShort() != new OffsetCommitKey().apiKey()) {
            return;
        }
        var about = new OffsetCommitKey(new ByteBufferAccessor(key), (short) 0);
        if (about.group().equals(group)) {
            var value = ByteBuffer.wrap(written.value());
            var said = new OffsetCommitValue(new ByteBufferAccessor(value), value.getShort());
            commits.add(Commit.of(System.nanoTime(), about.partition(), said.offset(), said.metadata()));
        }
    }

    /** How many there were so far. */
    int count() {
        return count;
    }

    /** Throws if it has failed. */
    void look() {
        thread().look();
    }

    private Background thread() {
        return Objects.requireNonNull(thread, "not started");
    }

    /** Ends it, and returns what it has read. */
    List<Commit> stop() throws InterruptedException {
        stopped = true;
        thread().join();
        return List.copyOf(commits);
    }
}
