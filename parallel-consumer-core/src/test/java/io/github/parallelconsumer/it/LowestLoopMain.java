package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Does a {@link Load} as one would write it by hand if no record is to wait for the slowest of its poll: runs records on
 * virtual threads and commits, every second and synchronously, the lowest offset of each partition that is not done. Runs in
 * a child JVM.
 */
final class LowestLoopMain {

    private static final long COMMIT_NANOS = 1_000_000_000;

    private LowestLoopMain() {}

    /** Takes the load. */
    public static void main(String[] args) throws InterruptedException {
        var load = Load.of(args);
        var permits = new Semaphore(Load.CONCURRENCY);
        var open = new HashMap<TopicPartition, ConcurrentSkipListSet<Long>>();
        long committed = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var consumer =
                        new KafkaConsumer<>(load.settings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(load.topic()));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    var offsets = open.computeIfAbsent(partition, key -> new ConcurrentSkipListSet<>());
                    offsets.add(record.offset());
                    permits.acquire();
                    threads.execute(() -> {
                        handle(load, record);
                        offsets.remove(record.offset());
                        permits.release();
                    });
                }
                if (System.nanoTime() - committed >= COMMIT_NANOS) {
                    consumer.commitSync(lowest(consumer, open));
                    committed = System.nanoTime();
                }
            }
        }
    }

    private static void handle(Load load, ConsumerRecord<String, String> record) {
        try {
            load.handle(record);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> lowest(
            KafkaConsumer<?, ?> consumer, Map<TopicPartition, ConcurrentSkipListSet<Long>> open) {
        return open.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> {
            var first = entry.getValue().ceiling(0L);
            return new OffsetAndMetadata(first == null ? consumer.position(entry.getKey()) : first);
        }));
    }
}
