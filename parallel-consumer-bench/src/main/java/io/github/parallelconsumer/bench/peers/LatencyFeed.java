package io.github.parallelconsumer.bench.peers;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends stamped records at a steady rate until it is closed, each at once, keys in random order. Runs on a thread of its
 * own; only {@link #close()} is called from another.
 */
final class LatencyFeed implements AutoCloseable {

    private static final long SEED = 42;

    private final String topic;
    private final Topic shape;
    private final Feed feed;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean closing;

    private LatencyFeed(String bootstrapServers, String topic, Topic shape, Feed feed) {
        this.topic = topic;
        this.shape = shape;
        this.feed = feed;
        producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static LatencyFeed start(String bootstrapServers, String topic, Topic shape, Feed feed) {
        var started = new LatencyFeed(bootstrapServers, topic, shape, feed);
        Thread.ofPlatform().name("feed").start(started::run);
        return started;
    }

    private void run() {
        try (producer) {
            send();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a record that is not sent shows as a missing one
    private void send() {
        int rate = feed.perSecond() + feed.hotPerSecond();
        long start = System.nanoTime();
        for (long i = 0; !closing; i++) {
            Waiting.until(start + i * TimeUnit.SECONDS.toNanos(1) / rate);
            byte[] key = random.nextInt(rate) < feed.hotPerSecond()
                    ? Stamp.hotKey()
                    : ("key-" + random.nextInt(shape.keys())).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, key, Stamp.value(shape.valueBytes())));
        }
    }

    @Override
    public void close() {
        closing = true;
        end.join();
    }
}
