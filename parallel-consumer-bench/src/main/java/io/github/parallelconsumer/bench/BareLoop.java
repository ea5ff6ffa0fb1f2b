package io.github.parallelconsumer.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The yardstick: Kafka's own consumer in a loop that handles each record in place and commits once a second.
 * Runs on a thread of its own; only {@link #close()} is called from another.
 */
final class BareLoop implements Contender.Running {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SimulatedHandler handler;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean closing;

    private BareLoop(Contender.Source source, SimulatedHandler handler) {
        consumer = new KafkaConsumer<>(source.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(source.topic()));
        this.handler = handler;
    }

    static Contender.Running start(Contender.Source source, SimulatedHandler handler) {
        var loop = new BareLoop(source, handler);
        Thread.ofPlatform().name("bare-loop").start(loop::run);
        return loop;
    }

    private void run() {
        try (consumer) {
            consume();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    private void consume() throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long committed = System.nanoTime();
        while (!closing) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (var record : records) {
                handler.handle(record);
            }
            offsets.putAll(records.nextOffsets());
            if (System.nanoTime() - committed >= COMMIT_NANOS) {
                committed = System.nanoTime();
                // A commit that fails is made good by the next one, and by the one below.
                consumer.commitAsync(Map.copyOf(offsets), null);
            }
        }
        consumer.commitSync(offsets);
    }

    @Override
    public void close() {
        closing = true;
        end.join();
    }
}
