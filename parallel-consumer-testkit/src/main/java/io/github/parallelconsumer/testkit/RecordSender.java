package io.github.parallelconsumer.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends many records quickly and safely: in order, each acknowledged by all replicas. Immutable. */
record RecordSender(String bootstrapServers) {
    /** The callback sees what a future would say. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Stream<? extends ProducerRecord<?, ?>> records) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<Object, Object> producer =
                new KafkaProducer<>(settings(), new StringOrBytes(), new StringOrBytes())) {
            records.sequential()
                    .forEach(given -> producer.send(widen(given), (metadata, exception) -> {
                        if (exception != null) {
                            failure.compareAndSet(null, exception);
                        }
                    }));
            producer.flush();
        }
        Exception first = failure.get();
        if (first != null) {
            throw new TestKitException("Not all records were sent: " + first, first);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        // A frozen leader is noticed by this alone; a record sent again is still written once.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }

    private static ProducerRecord<Object, Object> widen(ProducerRecord<?, ?> given) {
        return new ProducerRecord<>(
                given.topic(), given.partition(), given.timestamp(), given.key(), given.value(), given.headers());
    }

    /** Strings as UTF-8, bytes as they are. Stateless. */
    private static final class StringOrBytes implements Serializer<Object> {
        private final StringSerializer strings = new StringSerializer();

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable Object data) {
            return switch (data) {
                case null -> null;
                case byte[] bytes -> bytes;
                case String text -> strings.serialize(topic, text);
                default ->
                    throw new IllegalArgumentException("A key or value is a String or a byte[], not a "
                            + data.getClass().getName());
            };
        }
    }
}
