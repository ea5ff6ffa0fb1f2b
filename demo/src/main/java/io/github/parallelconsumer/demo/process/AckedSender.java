package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and counts what the cluster acknowledges; one that is refused ends it. Sending is confined to one thread,
 * the counts may be read by any.
 */
public final class AckedSender implements AutoCloseable {

    private static final int DELIVERY_MILLIS = 60_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Producer<String, String> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Connects as it needs to. */
    public AckedSender(String bootstrapServers) {
        producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new StringSerializer());
    }

    /**
     * Sends one record, or fails if an earlier one was refused. The callback sees what a future would say.
     *
     * @throws CommandException if the cluster did not take an earlier record
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void send(ProducerRecord<String, String> given) {
        throwIfRefused();
        producer.send(given, (metadata, exception) -> {
            if (exception == null) {
                acknowledged.incrementAndGet();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
        sent.incrementAndGet();
    }

    /** Returns when the cluster has acknowledged all records. */
    public void flush() {
        producer.flush();
        throwIfRefused();
    }

    /** Records given to the cluster. */
    public long sent() {
        return sent.get();
    }

    /** Those of them that it has. */
    public long acknowledged() {
        return acknowledged.get();
    }

    private void throwIfRefused() {
        var first = failure.get();
        if (first != null) {
            throw CommandException.noKafka("the cluster did not take the records: " + first.getMessage(), first);
        }
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                // A record sent again is written once, and those of a partition stay in order.
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000);
    }

    /** Sends what is left, also where a signal has interrupted the thread. */
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        producer.close(LONGEST_CLOSE);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
