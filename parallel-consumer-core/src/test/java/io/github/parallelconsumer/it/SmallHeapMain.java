package io.github.parallelconsumer.it;

import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumes a backlog of large records with a small heap. At first no record ends until intake stands still, then all do but
 * the first of each partition, then those. Runs in a child JVM.
 */
final class SmallHeapMain {

    /** As many as a client with so small a heap should take from Kafka at once. */
    private static final Map<String, Integer> SMALL_FETCHES = Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);

    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final CountDownLatch full = new CountDownLatch(1);
    private final CountDownLatch othersDone = new CountDownLatch(1);
    private long mostBytes;

    /** Takes the group, how many records there are, how many can end beside the stuck ones, and whether bytes are bounded. */
    public static void main(String[] args) {
        var group = Group.of(args);
        new SmallHeapMain().run(group, Long.parseLong(args[6]), Long.parseLong(args[7]), Boolean.parseBoolean(args[8]));
    }

    private void run(Group group, long records, long beside, boolean bounded) {
        Map<String, Object> settings = new HashMap<>(SMALL_FETCHES);
        settings.putAll(group.protocol().settings());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, group.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group.name());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var config = ParallelConsumerConfig.<byte[], byte[]>builder(settings)
                .deserializers(ByteArrayDeserializer::new, ByteArrayDeserializer::new)
                .topics(group.topic())
                .ordering(group.ordering())
                .maxConcurrency(group.cap());
        if (!bounded) {
            config.maxInFlightBytes(Long.MAX_VALUE);
        }
        var built = config.build();
        try (var consumer = ParallelConsumer.start(
                built, (record, context) -> (record.offset() == 0 ? othersDone : full).await())) {
            until(consumer, view -> standsStill(view) && view.inFlightBytes() >= built.maxInFlightBytes());
            Stdout.line("FULL " + mostBytes + " of " + built.maxInFlightBytes());
            full.countDown();
            until(consumer, view -> view.finished() == beside);
            othersDone.countDown();
            until(consumer, view -> view.finished() == records);
            Stdout.line("DONE " + mostBytes);
        }
    }

    private static boolean standsStill(Snapshot view) {
        return !view.partitions().isEmpty() && view.partitions().stream().allMatch(PartitionView::paused);
    }

    private void until(ParallelConsumer consumer, Predicate<Snapshot> condition) {
        await().atMost(TIMEOUT).until(() -> {
            var view = consumer.snapshot();
            mostBytes = Math.max(mostBytes, view.inFlightBytes());
            return condition.test(view);
        });
    }
}
