package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of which each part is drawn: nothing, empty, no text, a million bytes, thousands of headers. They come to the
 * handler, or into the dead letter topic, byte for byte. The names of the topics are as long as they may be.
 */
@ExtendWith(KafkaExtension.class)
final class BadRecordsIT {

    private static final Logger LOG = LoggerFactory.getLogger(BadRecordsIT.class);
    private static final long SEED = 20_261_123;
    private static final int RECORDS = 300;
    private static final int PARTITIONS = 2;
    private static final Map<String, String> LARGE = Map.of("max.message.bytes", "5000000");

    private final TestKafka kafka;
    private final String topic;
    private final String dead;
    private final String group = TestKafka.uniqueName("group");
    private final Map<String, ProducerRecord<byte[], byte[]>> produced = new ConcurrentHashMap<>();
    private final Map<String, ConsumerRecord<byte[], byte[]>> handled = new ConcurrentHashMap<>();

    BadRecordsIT(TestKafka kafka) {
        this.kafka = kafka;
        topic = kafka.createTopic(longName("bad.records_"), PARTITIONS, LARGE);
        dead = kafka.createTopic(longName("bad_records."), PARTITIONS, LARGE);
    }

    private static String longName(String prefix) {
        var name = TestKafka.uniqueName(prefix);
        return name + "._-".repeat(100).substring(0, 249 - name.length());
    }

    @Test
    void records_ofAllKinds_areHandledOrBecomeDeadLettersByteForByte() throws Exception {
        produce();
        try (var consumer = ParallelConsumer.start(config(), (record, context) -> {
            if (record.offset() % 2 == 1) {
                throw new IllegalStateException("bad");
            }
            handled.put(record.partition() + "@" + record.offset(), record);
        })) {
            await().atMost(Run.TIMEOUT)
                    .until(() -> kafka.committedOffsets(group).values().stream()
                                    .mapToLong(offset -> offset.offset())
                                    .sum()
                            == RECORDS);
            assertThat(consumer.health().problems()).isEmpty();
        }

        var letters = Letters.read(kafka, dead);
        letters.all().forEach(letter -> assertSame(letter, produced.get(Letters.origin(letter))));
        handled.forEach((origin, record) -> assertSame(record, produced.get(origin)));
        assertThat(letters.counts().values()).containsOnly(1L);
        assertThat(letters.all().size() + handled.size()).isEqualTo(RECORDS);
        assertThat(letters.all())
                .allSatisfy(letter ->
                        assertThat(Letters.header(letter, "pc-dlt-topic")).isEqualTo(topic));
    }

    private void produce() throws Exception {
        LOG.info("seed {}", SEED);
        var records = new BadRecords(SEED);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 5_000_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                var record = records.next(i, topic, i % PARTITIONS);
                var sent = producer.send(record).get();
                produced.put(sent.partition() + "@" + sent.offset(), record);
            }
        }
    }

    private ParallelConsumerConfig<byte[], byte[]> config() {
        return ParallelConsumerConfig.<byte[], byte[]>builder(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest"))
                .deserializers(ByteArrayDeserializer::new, ByteArrayDeserializer::new)
                .topics(topic)
                .deadLetters(DeadLetters.to(dead))
                .retry(RetryPolicy.DEFAULT.withMaxAttempts(1).withOnExhausted(OnExhausted.deadLetter(dead)))
                .build();
    }

    private static void assertSame(ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> original) {
        var place = new TopicPartition(record.topic(), record.partition()) + "@" + record.offset();
        assertThat(Arrays.equals(record.key(), original.key())).as(place).isTrue();
        assertThat(Arrays.equals(record.value(), original.value())).as(place).isTrue();
        assertThat(ownHeaders(record.headers())).as(place).isEqualTo(ownHeaders(original.headers()));
    }

    /** Without those that tell of a dead letter. */
    private static List<String> ownHeaders(Iterable<Header> headers) {
        var own = new ArrayList<String>();
        headers.forEach(header -> {
            if (!header.key().startsWith("pc-dlt-")) {
                own.add(header.key() + "=" + Arrays.hashCode(header.value()) + "/"
                        + (header.value() == null ? "null" : header.value().length));
            }
        });
        return own;
    }
}
