package io.github.parallelconsumer.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that are given up, and the topics they go to. */
@ExtendWith(KafkaExtension.class)
@Tag("jdk21")
final class DeadLetterIT {

    private final TestKafka kafka;
    private final String topic;
    private final String dead = TestKafka.uniqueName("dead");
    private final String group = TestKafka.uniqueName("group");
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final RecordHandler<String, String> failing = (record, context) -> {
        if (record.value().startsWith("bad")) {
            throw new IllegalStateException("no use, attempt " + context.attempt());
        }
        handled.add(record.value());
    };

    DeadLetterIT(TestKafka kafka) {
        this.kafka = kafka;
        topic = kafka.createTopic(TestKafka.uniqueName("letters"), 3);
    }

    @Test
    void exhausted_nothingElseFails_exactlyOneLetterWithTheOriginalBytes() {
        kafka.createTopic(dead, 2);
        long time = System.currentTimeMillis() - 1_000; // letters keep it, and a topic deletes what is a week old
        var undecodable = new byte[] {(byte) 0xc3, 0x28, 0, (byte) 0xff};
        kafka.produce(IntStream.range(0, 300).mapToObj(i -> {
            int partition = i % 3;
            var value = ((i / 3) % 10 == 0 ? "bad" : "good") + Records.value(i);
            var record = new ProducerRecord<Object, Object>(topic, partition, time + i, "k" + i % 7, value);
            record.headers().add("bytes", undecodable);
            return record;
        }));

        try (var consumer = ParallelConsumer.start(config(3).build(), failing)) {
            awaitCommitted(100, 100, 100);
            assertThat(consumer.health().ready()).isTrue();
        }

        assertThat(handled).hasSize(270);
        var letters = Letters.read(kafka, dead);
        assertThat(letters.counts())
                .isEqualTo(IntStream.range(0, 3)
                        .boxed()
                        .flatMap(partition -> IntStream.range(0, 10).mapToObj(tenth -> partition + "@" + 10 * tenth))
                        .collect(toMap(origin -> origin, origin -> 1L)));
        assertThat(letters.all()).allSatisfy(letter -> {
            int partition = Integer.parseInt(Letters.header(letter, "pc-dlt-partition"));
            int i = 3 * Integer.parseInt(Letters.header(letter, "pc-dlt-offset")) + partition;
            assertThat(letter.key()).isEqualTo(("k" + i % 7).getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo(("bad" + Records.value(i)).getBytes(UTF_8));
            assertThat(letter.timestamp()).isEqualTo(time + i);
            assertThat(letter.headers().lastHeader("bytes").value()).isEqualTo(undecodable);
            assertThat(Letters.header(letter, "pc-dlt-topic")).isEqualTo(topic);
            assertThat(Letters.header(letter, "pc-dlt-timestamp")).isEqualTo(Long.toString(time + i));
            assertThat(Letters.header(letter, "pc-dlt-group")).isEqualTo(group);
            assertThat(Letters.header(letter, "pc-dlt-attempts")).isEqualTo("3");
            assertThat(Letters.header(letter, "pc-dlt-exception")).isEqualTo("java.lang.IllegalStateException");
            assertThat(Letters.header(letter, "pc-dlt-message")).isEqualTo("no use, attempt 3");
            assertThat(Letters.header(letter, "pc-dlt-stacktrace")).contains("\tat " + DeadLetterIT.class.getName());
        });
    }

    /** A thousand records fail: many times as many as there are carriers for their threads, should one be pinned. */
    @Test
    void topic_missing_recordsAreHeldVisiblyAndOthersGoOnUntilItExists() {
        kafka.produce(values(0, "bad", 1_000));
        var config =
                config(1).ordering(Ordering.UNORDERED).maxConcurrency(2_000).build();

        try (var consumer = ParallelConsumer.start(config, failing)) {
            awaitProblem(consumer, "1000 record(s) held", TimeoutException.class.getSimpleName());
            kafka.produce(values(0, "good", 500));
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 500);
            assertThat(committed(0)).isLessThanOrEqualTo(0);
            assertThat(consumer.health().live()).isTrue();

            kafka.createTopic(dead, 2);
            awaitCommitted(1_500, 0, 0);
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().ready());
        }

        assertThat(Letters.read(kafka, dead).counts())
                .isEqualTo(IntStream.range(0, 1_000).boxed().collect(toMap(offset -> "0@" + offset, offset -> 1L)));
    }

    @Test
    void samePartition_topicHasFewer_lettersOfOnePartitionStayTogether() {
        kafka.createTopic(dead, 2);
        kafka.produce(IntStream.range(0, 3).boxed().flatMap(partition -> values(partition, "bad", 5)));
        var config = config(1).deadLetters(DeadLetters.to(dead).samePartition()).ordering(Ordering.PARTITION);

        try (var consumer = ParallelConsumer.start(config.build(), failing)) {
            awaitCommitted(5, 5, 5);
            assertThat(consumer.health().live()).isTrue();
        }

        assertThat(Letters.read(kafka, dead).all())
                .hasSize(15)
                .allSatisfy(letter -> assertThat(letter.partition())
                        .isEqualTo(Integer.parseInt(Letters.header(letter, "pc-dlt-partition")) % 2));
    }

    @Test
    void oversize_isHeldUntilTheTopicTakesIt() throws ExecutionException, InterruptedException {
        kafka.createTopic(dead, 1, Map.of("max.message.bytes", "10000"));
        kafka.produce(Stream.of(record(0, "big", "bad" + "x".repeat(20_000)), record(0, "small", "good")));

        try (var consumer = ParallelConsumer.start(config(1).build(), failing)) {
            awaitProblem(consumer, "1 record(s) held", RecordTooLargeException.class.getSimpleName());
            await().atMost(Run.TIMEOUT).until(() -> handled.contains("good"));
            assertThat(committed(0)).isLessThanOrEqualTo(0);

            raiseLimit();
            awaitCommitted(2, 0, 0);
        }

        assertThat(Letters.read(kafka, dead).all()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSize(20_003);
            assertThat(letter.headers().lastHeader("pc-dlt-dropped-value")).isNull();
        });
    }

    @Test
    void oversize_valueMayBeDropped_isStoredWithoutIt() {
        kafka.createTopic(dead, 1, Map.of("max.message.bytes", "10000"));
        kafka.produce(Stream.of(record(0, "big", "bad" + "x".repeat(20_000)), record(0, "small", "bad")));
        var config = config(1).deadLetters(DeadLetters.to(dead).dropOversizeValue());

        try (var consumer = ParallelConsumer.start(config.build(), failing)) {
            awaitCommitted(2, 0, 0);
            assertThat(consumer.health().live()).isTrue();
        }

        var letters = Letters.read(kafka, dead).all();
        assertThat(letters).hasSize(2);
        assertThat(letters)
                .filteredOn(letter -> letter.value() == null)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo("big".getBytes(UTF_8));
                    assertThat(Letters.header(letter, "pc-dlt-dropped-value")).isEqualTo("20003");
                });
    }

    private ConfigBuilder<String, String> config(int attempts) {
        var retry = RetryPolicy.fixed(attempts, Duration.ofMillis(10)).withOnExhausted(OnExhausted.deadLetter(dead));
        return Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, Map.of())
                .topics(topic)
                .retry(retry);
    }

    private Stream<ProducerRecord<Object, Object>> values(int partition, String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> record(partition, "k" + i, prefix + Records.value(i)));
    }

    private ProducerRecord<Object, Object> record(int partition, String key, String value) {
        return new ProducerRecord<>(topic, partition, key, value);
    }

    private void awaitProblem(ParallelConsumer consumer, String how, String why) {
        await().atMost(Run.TIMEOUT)
                .until(
                        () -> consumer.health().problems(),
                        problems -> problems.stream()
                                .anyMatch(problem ->
                                        problem.contains(dead) && problem.contains(how) && problem.contains(why)));
        assertThat(consumer.health().ready()).isFalse();
    }

    private void awaitCommitted(long... ends) {
        await().atMost(Run.TIMEOUT)
                .until(() -> IntStream.range(0, ends.length)
                        .allMatch(partition -> ends[partition] == 0 || committed(partition) == ends[partition]));
    }

    private long committed(int partition) {
        return kafka.committedOffsets(group)
                .getOrDefault(new TopicPartition(topic, partition), new OffsetAndMetadata(0))
                .offset();
    }

    private void raiseLimit() throws ExecutionException, InterruptedException {
        var limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", "100000"), AlterConfigOp.OpType.SET);
        kafka.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, dead), List.of(limit)))
                .all()
                .get();
    }
}
