package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key that fails for long, with far more records behind it than may be in flight, beside healthy keys. */
@ExtendWith(KafkaExtension.class)
final class HeldLanesIT {

    private static final int MAX_IN_FLIGHT = 70;
    private static final int FAILING = 400;
    private static final int HEALTHY_BESIDE = 400;
    private static final int HEALTHY_ELSEWHERE = 300;

    private final TestKafka kafka;
    private final String topic;
    private final String group = TestKafka.uniqueName("group");
    private final Queue<String> failingDone = new ConcurrentLinkedQueue<>();
    private final Queue<String> healthyBeside = new ConcurrentLinkedQueue<>();
    private final Queue<String> healthyElsewhere = new ConcurrentLinkedQueue<>();
    private volatile boolean well;

    HeldLanesIT(TestKafka kafka) {
        this.kafka = kafka;
        topic = kafka.createTopic(TestKafka.uniqueName("held"), 2);
    }

    @Test
    void key_failsWithMoreRecordsBehindItThanMayBeInFlight_healthyKeysOfItsPartitionGoOn() {
        produce();
        try (var consumer = ParallelConsumer.start(config().build(), this::handle)) {
            await().atMost(Run.TIMEOUT).until(() -> healthyBeside.size() == HEALTHY_BESIDE);
            await().atMost(Run.TIMEOUT).until(() -> healthyElsewhere.size() == HEALTHY_ELSEWHERE);
            await().atMost(Run.TIMEOUT).until(() -> consumer.snapshot().held() == FAILING);
            assertThat(consumer.snapshot().inFlight()).isEqualTo(FAILING);
            assertThat(failingDone).isEmpty();

            awaitRecovery(consumer);
        }
    }

    @Test
    void key_failsBeyondTheBound_stopsItsPartitionAloneUntilItRecovers() {
        produce();
        var config = config().maxHeld(100, 1_000_000).build();
        try (var consumer = ParallelConsumer.start(config, this::handle)) {
            await().atMost(Run.TIMEOUT).until(() -> healthyElsewhere.size() == HEALTHY_ELSEWHERE);
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumer.snapshot().partitions().stream().anyMatch(PartitionView::paused));
            assertThat(consumer.snapshot().held()).isBetween(100, 100 + MAX_IN_FLIGHT);
            assertThat(consumer.snapshot().partitions())
                    .allMatch(view -> view.paused() == (view.partition().partition() == 0));
            assertThat(consumer.health().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .contains(
                                    "intake of " + topic + "-0 is paused", "at most 100", "since offset 0", "not yet"));
            assertThat(consumer.health().ready()).isFalse();

            awaitRecovery(consumer);
            assertThat(consumer.health().problems()).isEmpty();
        }
    }

    private void awaitRecovery(ParallelConsumer consumer) {
        well = true;
        await().atMost(Run.TIMEOUT).until(() -> failingDone.size() == FAILING);
        await().atMost(Run.TIMEOUT)
                .until(() ->
                        committed().equals(Map.of(0, (long) FAILING + HEALTHY_BESIDE, 1, (long) HEALTHY_ELSEWHERE)));
        await().atMost(Run.TIMEOUT).until(() -> consumer.snapshot().held() == 0);
        assertThat(failingDone).containsExactlyElementsOf(values(FAILING));
        assertThat(healthyBeside).hasSize(HEALTHY_BESIDE);
        assertThat(healthyElsewhere).hasSize(HEALTHY_ELSEWHERE);
    }

    private void handle(ConsumerRecord<String, String> record, RecordContext context) {
        if (record.key().equals("failing")) {
            if (!well) {
                throw new IllegalStateException("not yet");
            }
            failingDone.add(record.value());
        } else {
            (record.partition() == 0 ? healthyBeside : healthyElsewhere).add(record.value());
        }
    }

    private void produce() {
        kafka.produce(IntStream.range(0, FAILING)
                .mapToObj(Records::value)
                .flatMap(value -> Stream.of(
                        new ProducerRecord<>(topic, 0, "failing", value),
                        new ProducerRecord<>(topic, 0, "healthy", value))));
        kafka.produce(
                values(HEALTHY_ELSEWHERE).stream().map(value -> new ProducerRecord<>(topic, 1, "elsewhere", value)));
    }

    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(Records::value).toList();
    }

    private Map<Integer, Long> committed() {
        return kafka.committedOffsets(group).entrySet().stream()
                .collect(toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private ConfigBuilder<String, String> config() {
        return ParallelConsumerConfig.<String, String>builder(Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        50))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(topic)
                .maxConcurrency(10)
                .maxInFlight(MAX_IN_FLIGHT)
                .retry(RetryPolicy.fixed(1_000_000, Duration.ofMillis(50)));
    }
}
