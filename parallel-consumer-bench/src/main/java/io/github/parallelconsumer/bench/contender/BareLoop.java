package io.github.parallelconsumer.bench.contender;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The yardstick: Kafka's own consumer in a loop that handles each record in place and commits once a second if there is
 * anything new. Confined to its thread.
 */
final class BareLoop {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Contender.Handler handler;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private boolean dirty;

    private BareLoop(Source source, Contender.Handler handler) {
        consumer = new KafkaConsumer<>(source.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(source.topic()));
        this.handler = handler;
    }

    static Contender.Running start(Source source, Contender.Handler handler) {
        var loop = new BareLoop(source, handler);
        return LoopThread.start("bare-loop", loop::run);
    }

    private void run(LoopThread thread) throws InterruptedException {
        try (consumer) {
            long committed = System.nanoTime();
            while (!thread.isClosing()) {
                handle(consumer.poll(POLL));
                if (dirty && System.nanoTime() - committed >= COMMIT_NANOS) {
                    committed = System.nanoTime();
                    dirty = false;
                    // A commit that fails is made good by the next one, and by the one below.
                    consumer.commitAsync(Map.copyOf(offsets), null);
                }
            }
            consumer.commitSync(offsets);
        }
    }

    private void handle(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        for (var record : records) {
            handler.handle(record);
        }
        dirty |= !records.isEmpty();
        offsets.putAll(records.nextOffsets());
    }
}
