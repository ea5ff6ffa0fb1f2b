package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters to topics of Kafka: the only class that calls its producer. Confined to the thread that sends, but for the
 * acknowledgements, which come on the producer's own.
 */
public final class KafkaDeadLetterSink implements DeadLetterSink {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final boolean samePartition;
    private @Nullable Producer<byte[], byte[]> producer;

    /** A sink that makes a producer now, and another one whenever that has become unusable. */
    KafkaDeadLetterSink(Supplier<Producer<byte[], byte[]>> producers, boolean samePartition) {
        this.producers = producers;
        this.samePartition = samePartition;
        producer = producers.get();
    }

    /**
     * Makes the client, so that settings it refuses are known at the start; does not wait for a broker.
     *
     * @param samePartition whether a letter goes to the partition of the number its record came from
     * @throws ConfigurationException if the client refuses its settings
     */
    public static KafkaDeadLetterSink create(Map<String, Object> settings, boolean samePartition) {
        try {
            return new KafkaDeadLetterSink(() -> new KafkaProducer<>(settings), samePartition);
        } catch (KafkaException e) {
            throw Refusal.of("producer for dead letters", e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of the end, whatever it is
    public CompletionStage<Void> send(DeadLetter letter) {
        var client = usable();
        var stored = new CompletableFuture<Void>();
        try {
            client.send(toRecord(letter, client), (metadata, failure) -> {
                if (failure == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            replaceIfBroken(client, e);
            throw e;
        }
        return stored;
    }

    private Producer<byte[], byte[]> usable() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    /**
     * A client that throws has met an error from which it does not recover, such as a refused login; what passes by itself it
     * reports as the result of the record, and so does the question for a topic's partitions.
     */
    private void replaceIfBroken(Producer<byte[], byte[]> client, RuntimeException failure) {
        if (!(failure instanceof ApiException || failure instanceof InterruptException)) {
            producer = null;
            client.close(Duration.ZERO);
        }
    }

    private ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, Producer<?, ?> client) {
        var record = letter.record();
        return new ProducerRecord<>(
                letter.topic(),
                samePartition ? partition(letter, client) : null,
                record.timestamp() < 0 ? null : record.timestamp(), // a record of an old format has none
                record.key(),
                letter.valueDropped() ? null : record.value(),
                LetterHeaders.of(letter));
    }

    private static int partition(DeadLetter letter, Producer<?, ?> client) {
        return letter.record().partition()
                % client.partitionsFor(letter.topic()).size();
    }

    @Override
    public void close(Duration timeout) {
        if (producer != null) {
            producer.close(timeout);
        }
    }
}
