package io.github.parallelconsumer.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, values and headers of all kinds, several topics, and logs with gaps in their offsets. */
@ExtendWith(KafkaExtension.class)
final class RecordKindsIT {

    private final TestKafka kafka;
    private final String topic = TestKafka.uniqueName("kinds");
    private final String group = TestKafka.uniqueName("group");
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    RecordKindsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void key_null_recordsShareNoLane() {
        kafka.createTopic(topic, 1);
        kafka.produce(IntStream.range(0, 10).mapToObj(i -> new ProducerRecord<>(topic, null, "v" + i)));
        var together = new CyclicBarrier(10);

        handleAll(10, config(Map.of()), (record, context) -> {
            together.await();
            handled.add(record.key() + record.value());
        });

        assertThat(handled).hasSize(10).allMatch(text -> text.startsWith("nullv"));
    }

    @Test
    void value_null_isHandledInTheOrderOfItsKey() {
        kafka.createTopic(topic, 1);
        kafka.produce(List.of(
                new ProducerRecord<>(topic, "k", "v"),
                new ProducerRecord<>(topic, "k", null),
                new ProducerRecord<>(topic, "k", "w")));

        handleAll(3, config(Map.of()), (record, context) -> handled.add(record.key() + record.value()));

        assertThat(handled).containsExactly("kv", "knull", "kw");
    }

    @Test
    void headers_changedByAFailedAttempt_areFreshInTheNext() {
        kafka.createTopic(topic, 1);
        kafka.produce(List.of(new ProducerRecord<>(
                topic,
                null,
                1_234L,
                "k",
                "v",
                List.of(new RecordHeader("one", "1".getBytes(UTF_8)), new RecordHeader("empty", null)))));

        handleAll(1, config(Map.of()).retry(RetryPolicy.fixed(2, Duration.ofMillis(1))), (record, context) -> {
            var one = new String(record.headers().lastHeader("one").value(), UTF_8);
            var empty = Optional.ofNullable(record.headers().lastHeader("empty").value());
            record.headers().remove("one").add("two", new byte[] {2});
            if (context.attempt() == 1) {
                throw new IllegalStateException("once more");
            }
            handled.add(one + empty + record.headers().toArray().length + "@" + record.timestamp());
        });

        assertThat(handled).containsExactly("1Optional.empty2@1234");
    }

    @Test
    void topics_several_sameKeyRunsOnceInEach() {
        var other = kafka.createTopic(TestKafka.uniqueName("kinds"), 3);
        kafka.createTopic(topic, 1);
        kafka.produce(Stream.of(topic, other).map(name -> new ProducerRecord<>(name, "k", name)));
        var together = new CyclicBarrier(2);

        handleAll(2, config(Map.of()).topics(topic, other), (record, context) -> {
            together.await();
            handled.add(record.topic() + record.value());
        });

        assertThat(handled).containsExactlyInAnyOrder(topic + topic, other + other);
        assertThat(kafka.committedOffsets(group)).containsKey(new TopicPartition(topic, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "CONSUMER, read_committed, 20",
        "CONSUMER, read_uncommitted, 40",
        "CLASSIC_COOPERATIVE, read_committed, 20"
    })
    void log_transactionMarkersAndAbortedData_lagReachesZero(GroupProtocol protocol, String isolation, int expected) {
        kafka.createTopic(topic, 2);
        sendInTransactions();
        var config = Group.builder(
                        kafka.bootstrapServers(),
                        group,
                        protocol,
                        Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation))
                .topics(topic);

        handleAll(expected, config, (record, context) -> handled.add(record.value()));

        assertThat(handled.stream().filter(value -> value.startsWith("commit"))).hasSize(20);
    }

    /** Of each key only the newest record is left, except in the newest segment. */
    @Test
    void log_compacted_gapsAreSkippedAndLagReachesZero() {
        var settings = Map.of(
                "cleanup.policy", "compact",
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.01");
        kafka.createTopic(topic, 1, settings);
        kafka.produce(IntStream.range(0, 1_000).mapToObj(i -> new ProducerRecord<>(topic, "k" + i % 10, "v" + i)));
        // Only segments that are not written to any more are compacted, and the next record begins a new one.
        await().atMost(Run.TIMEOUT).until(() -> {
            kafka.produce(List.of(new ProducerRecord<>(topic, "end", "end")));
            return firstOffset() > 0;
        });

        try (var consumer = ParallelConsumer.start(
                config(Map.of()).build(), (record, context) -> handled.add(record.key() + record.value()))) {
            awaitNoLag();
            assertThat(consumer.health().problems()).isEmpty();
        }
        assertThat(handled.stream().filter(text -> text.startsWith("k")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(990, 1_000)
                        .mapToObj(i -> "k" + i % 10 + "v" + i)
                        .toList());
        assertThat(handled).contains("endend");
    }

    /** The offset of the first record that a reader gets, which is at the beginning of the log. */
    private long firstOffset() {
        try (var reader = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            var first = reader.poll(Run.TIMEOUT).iterator().next();
            return first.offset();
        }
    }

    /** Two committed and two aborted transactions, the last one aborted, each with records in both partitions. */
    private void sendInTransactions() {
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        topic),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            for (var end : List.of("abort", "commit", "commit", "abort")) {
                producer.beginTransaction();
                var sent = IntStream.range(0, 10)
                        .mapToObj(i -> producer.send(new ProducerRecord<>(topic, i % 2, "k" + i, end + i)))
                        .toList();
                producer.flush();
                assertThat(sent).allMatch(future -> future.isDone());
                if (end.equals("commit")) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
    }

    private ConfigBuilder<String, String> config(Map<String, ?> settings) {
        return Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, settings)
                .topics(topic);
    }

    /** Handles so many records, and waits until the broker says that the group has no lag in the topic. */
    private void handleAll(int records, ConfigBuilder<String, String> config, RecordHandler<String, String> handler) {
        try (var consumer = ParallelConsumer.start(config.build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() >= records);
            awaitNoLag();
            assertThat(consumer.health().problems()).isEmpty();
        }
        assertThat(handled).hasSize(records);
    }

    private void awaitNoLag() {
        await().atMost(Run.TIMEOUT).until(() -> {
            var committed = kafka.committedOffsets(group);
            return kafka.endOffsets(topic).entrySet().stream()
                    .allMatch(end -> committed.containsKey(end.getKey())
                            && committed.get(end.getKey()).offset() == end.getValue());
        });
    }
}
