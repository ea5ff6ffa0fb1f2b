package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Lane;
import io.github.parallelconsumer.faults.ledger.Place;
import io.github.parallelconsumer.faults.ledger.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records at a steady rate on a thread of its own, and writes down which were acknowledged; what becomes of the others is
 * open. Thread-safe: {@link #stop} ends the thread before anyone looks.
 */
final class Feed implements AutoCloseable {

    static final int PARTITIONS = 8;
    private static final int KEYS = 200;
    private static final int KEYLESS_ONE_IN = 50;
    private static final int TICKS_A_SECOND = 50;

    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final int rate;
    private final Random random;
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;
    private @Nullable Background thread;

    private Feed(String bootstrapServers, String topic, int rate, long seed) {
        this.topic = topic;
        this.rate = rate;
        random = new Random(seed);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.METADATA_MAX_AGE_CONFIG,
                        1_000),
                new StringSerializer(),
                new StringSerializer());
    }

    static Feed start(String bootstrapServers, String topic, int rate, long seed) {
        var feed = new Feed(bootstrapServers, topic, rate, seed);
        feed.thread = Background.start("feed", feed::send);
        return feed;
    }

    private void send() {
        long next = System.nanoTime();
        for (int number = 0; !stopped; ) {
            for (int left = rate / TICKS_A_SECOND; left > 0; left--) {
                send(Integer.toString(number++));
            }
            next += TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    private void send(String value) {
        int key = random.nextInt(KEYS);
        var text = random.nextInt(KEYLESS_ONE_IN) == 0 ? null : "k" + key;
        var made = new ProducerRecord<@Nullable String, String>(topic, key % PARTITIONS, text, value);
        producer.send(made, (metadata, failure) -> {
            if (failure == null) {
                var place = new Place(metadata.partition(), metadata.offset());
                sent.add(new Sent(System.nanoTime(), place, text == null ? Lane.NO_KEY : text));
            }
        });
    }

    /** How many were acknowledged so far. */
    int count() {
        return sent.size();
    }

    /** Throws if it has failed. */
    void look() {
        thread().look();
    }

    private Background thread() {
        return Objects.requireNonNull(thread, "not started");
    }

    /** Ends it, and returns all that was acknowledged. */
    List<Sent> stop() throws InterruptedException {
        stopped = true;
        thread().join();
        producer.flush();
        return new ArrayList<>(sent);
    }

    @Override
    public void close() {
        stopped = true;
        producer.close();
    }
}
