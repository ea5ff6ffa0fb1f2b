package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Produces the records of a run: record i has the value i and one of the keys, which take turns. Confined to the main
 * thread.
 */
final class Feed {

    private static final int DELIVERY_MILLIS = 60_000;
    private static final int PROGRESS_EVERY = 1_000_000;

    private final VerifyOptions options;
    private final Consumer<String> progress;

    Feed(VerifyOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Returns when the cluster has acknowledged all records. */
    void fill(String bootstrapServers, String topic) {
        var watch = new Stopwatch();
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer =
                new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < options.records(); i++) {
                send(producer, new ProducerRecord<>(topic, "key-" + i % options.keys(), Integer.toString(i)), failure);
                if (i > 0 && i % PROGRESS_EVERY == 0) {
                    progress.accept("Produced " + i + " of " + options.records() + " records.");
                }
            }
            producer.flush();
            throwIfAny(failure);
        }
        progress.accept("Produced " + options.records() + " record(s) with "
                + Math.min(options.keys(), options.records()) + " key(s) in " + watch + ".");
    }

    /** The callback sees what a future would say; a failed record ends the run at the next one. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(
            Producer<String, String> producer,
            ProducerRecord<String, String> given,
            AtomicReference<@Nullable Exception> failure) {
        throwIfAny(failure);
        producer.send(given, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    private static void throwIfAny(AtomicReference<@Nullable Exception> failure) {
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
}
