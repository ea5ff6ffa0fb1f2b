package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.Health.WaitsFor;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.OnExhausted;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy makes of records that fail, on a real broker. */
@ExtendWith(KafkaExtension.class)
final class FailurePoliciesIT {

    private static final int RECORDS = 3_000;
    private static final int KEYS = 50;
    private static final int PARTITIONS = 8;

    private final TestKafka kafka;
    private final String group = TestKafka.uniqueName("group");
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    FailurePoliciesIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void defaultPolicy_recordCannotBeRead_isHeldBesideHealthyKeysAndGoesOnOnceItCan() {
        var topic = kafka.createTopic(TestKafka.uniqueName("poison"), 1);
        kafka.produce(IntStream.range(0, 200)
                .mapToObj(i -> new ProducerRecord<>(topic, "k" + i % 10, i == 7 ? "poison" : "v" + i)));
        var partition = new TopicPartition(topic, 0);
        var poisoned = config(topic).deserializers(StringDeserializer::new, Poisoned::new);

        try (var consumer = ParallelConsumer.start(poisoned.build(), note())) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 180);
            await().atMost(Run.TIMEOUT).until(() -> committed(partition) == 7);
            await().atMost(Run.TIMEOUT)
                    .untilAsserted(() -> assertThat(consumer.health().blocked())
                            .singleElement()
                            .satisfies(blocker -> {
                                assertThat(blocker.partition()).isEqualTo(partition);
                                assertThat(blocker.offset()).isEqualTo(7);
                                assertThat(blocker.waitsFor()).isEqualTo(WaitsFor.HELD_RETRY);
                            }));
            assertThat(consumer.health().ready()).isTrue();
            assertThat(consumer.health().problems())
                    .singleElement()
                    .asString()
                    .contains(partition + "@7", "cannot be deserialized");
            assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
        }
        assertThat(handled).noneMatch(value -> value.startsWith("k7 "));
        handled.clear();

        try (var consumer = ParallelConsumer.start(config(topic).build(), note())) {
            await().atMost(Run.TIMEOUT).until(() -> committed(partition) == 200);
            assertThat(consumer.health().problems()).isEmpty();
        }
        assertThat(handled.stream().filter(value -> value.startsWith("k7 ")))
                .startsWith("k7 poison", "k7 v17", "k7 v27")
                .hasSize(20);
    }

    /** Every third record fails once or twice, while a second member joins and the first one leaves. */
    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void retries_partitionsMoveMeanwhile_orderPerKeyIsKeptAndNothingIsLost(GroupProtocol protocol) {
        var topic = kafka.createTopic(TestKafka.uniqueName("retries"), PARTITIONS);
        kafka.produce(IntStream.range(0, RECORDS)
                .mapToObj(i -> new ProducerRecord<>(topic, "k" + i % KEYS, Records.value(i))));
        var ledger = new Ledger();
        var shared = new Group(kafka.bootstrapServers(), group, topic, protocol, "KEY", 20);
        RecordHandler<String, String> body = (record, context) -> {
            if (record.offset() % 3 == 0 && context.attempt() <= 1 + record.offset() % 2) {
                throw new IllegalStateException("attempt " + context.attempt());
            }
        };

        try (var first = Member.start(shared, "first", new RecordingHandler("first", ledger::add, body), ledger::add)) {
            await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() > RECORDS / 20);
            try (var second =
                    Member.start(shared, "second", new RecordingHandler("second", ledger::add, body), ledger::add)) {
                await().atMost(Run.TIMEOUT).until(() -> ledger.starts("second") > 0);
                assertThat(first.leave().cause()).isEmpty();
                await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == RECORDS);
                assertThat(second.leave().cause()).isEmpty();
            }
        }

        var checker = new Checker(ledger.events(), shared.ordering());
        assertThat(checker.lost(kafka.endOffsets(topic))).isEmpty();
        assertThat(checker.disorders()).isEmpty();
        assertThat(checker.overlaps()).isEmpty();
        assertThat(checker.of(Event.Kind.FAILED).count()).isGreaterThanOrEqualTo(RECORDS / 3);
    }

    @Test
    void skip_byPolicyPredicateAndHandler_finishesEachAtItsAttempt() {
        var topic = kafka.createTopic(TestKafka.uniqueName("skip"), 1);
        kafka.produce(List.of("fails", "aborts", "skips", "passes").stream()
                .map(value -> new ProducerRecord<>(topic, "k", value)));
        RecordHandler<String, String> handler = (record, context) -> {
            handled.add(record.value() + " " + context.attempt());
            switch (record.value()) {
                case "fails" -> throw new IllegalStateException("may pass");
                case "aborts" -> throw new IllegalArgumentException("will never do");
                case "skips" -> throw new SkipRecordException("is not ours");
                default -> {}
            }
        };
        var policy = RetryPolicy.fixed(3, Duration.ofMillis(5))
                .abortOn(IllegalArgumentException.class)
                .withOnExhausted(OnExhausted.skip());

        try (var consumer = ParallelConsumer.start(config(topic).retry(policy).build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> committed(new TopicPartition(topic, 0)) == 4);
            assertThat(consumer.health().problems()).isEmpty();
        }
        assertThat(handled).containsExactly("fails 1", "fails 2", "fails 3", "aborts 1", "skips 1", "passes 1");
    }

    private RecordHandler<String, String> note() {
        return (record, context) -> handled.add(record.key() + " " + record.value());
    }

    private ConfigBuilder<String, String> config(String topic) {
        return Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, Map.of())
                .topics(List.of(topic));
    }

    private long committed(TopicPartition partition) {
        var offset = kafka.committedOffsets(group).get(partition);
        return offset == null ? -1 : offset.offset();
    }

    /** A deserializer that cannot read one value. Confined to one thread. */
    private static final class Poisoned extends StringDeserializer {

        @Override
        public String deserialize(String topic, byte[] data) {
            var text = super.deserialize(topic, data);
            if (text.equals("poison")) {
                throw new SerializationException("cannot read it");
            }
            return text;
        }
    }
}
