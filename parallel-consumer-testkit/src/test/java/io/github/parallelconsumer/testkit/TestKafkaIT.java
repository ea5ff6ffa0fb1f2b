package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every kind of Kafka that the extension gives. */
@ExtendWith(KafkaExtension.class)
final class TestKafkaIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final TestKafka kafka;

    TestKafkaIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void groups_memberJoinsCommitsAndLeaves_areSeen(String protocol) {
        String topic = kafka.createTopic(TestKafka.uniqueName("groups"), 2);
        String group = TestKafka.uniqueName("group");
        TopicPartition first = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer = consumer(group, protocol)) {
            consumer.subscribe(List.of(topic));
            poll(consumer, 2);
            consumer.commitSync(Map.of(first, new OffsetAndMetadata(0, "note")));

            assertThat(kafka.members(group)).hasSize(1);
            assertThat(kafka.committedOffsets(group)).containsOnlyKeys(first);
            assertThat(kafka.committedOffsets(group).get(first).metadata()).isEqualTo("note");
        }

        await().atMost(TIMEOUT).until(() -> kafka.members(group).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void groups_secondMemberJoins_sharesThePartitions(String protocol) {
        String topic = kafka.createTopic(TestKafka.uniqueName("shared"), 2);
        String group = TestKafka.uniqueName("group");
        try (KafkaConsumer<String, String> one = consumer(group, protocol);
                KafkaConsumer<String, String> other = consumer(group, protocol)) {
            one.subscribe(List.of(topic));
            poll(one, 2);
            other.subscribe(List.of(topic));

            await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(1)).until(() -> {
                one.poll(Duration.ofMillis(50));
                other.poll(Duration.ofMillis(50));
                return one.assignment().size() == 1 && other.assignment().size() == 1;
            });
        }
    }

    @Test
    void groups_settingsOfTheBroker_areShort() throws ExecutionException, InterruptedException {
        Node broker = kafka.admin().describeCluster().nodes().get().iterator().next();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Config config =
                kafka.admin().describeConfigs(List.of(resource)).all().get().get(resource);

        assertThat(config.get("group.consumer.heartbeat.interval.ms").value()).isEqualTo("500");
        assertThat(config.get("group.min.session.timeout.ms").value()).isEqualTo("1000");
        assertThat(config.get("group.initial.rebalance.delay.ms").value()).isEqualTo("0");
    }

    @Test
    void groups_unknown_haveNeitherMembersNorOffsets() {
        assertThat(kafka.members("nobody")).isEmpty();
        assertThat(kafka.committedOffsets("nobody")).isEmpty();
    }

    @Test
    void produce_stringsBytesAndNulls_arriveInOrder() {
        String topic = kafka.createTopic(TestKafka.uniqueName("mixed"), 1);
        kafka.produce(List.of(
                new ProducerRecord<>(topic, "key", "grüße"),
                new ProducerRecord<>(topic, "b".getBytes(StandardCharsets.UTF_8), new byte[] {'x'}),
                new ProducerRecord<>(topic, null, null)));

        try (KafkaConsumer<String, String> consumer = consumer(TestKafka.uniqueName("group"), "classic")) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<ConsumerRecord<String, String>> records =
                    consumer.poll(TIMEOUT).records(new TopicPartition(topic, 0));

            assertThat(records).extracting(ConsumerRecord::key).containsExactly("key", "b", null);
            assertThat(records).extracting(ConsumerRecord::value).containsExactly("grüße", "x", null);
        }
    }

    @Test
    void produce_neitherStringNorBytes_isRefused() {
        String topic = kafka.createTopic(TestKafka.uniqueName("numbers"), 1);

        assertThatThrownBy(() -> kafka.produce(List.of(new ProducerRecord<>(topic, 1, 2))))
                .hasMessageContaining("not a java.lang.Integer");
    }

    @Test
    void produce_manyRecords_allArrive() {
        String topic = kafka.createTopic(TestKafka.uniqueName("many"), 4);

        kafka.produce(Records.numbered(topic, 100_000, 1_000));

        assertThat(kafka.endOffsets(topic).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(100_000);
    }

    @Test
    void createTopic_again_isRefused() {
        String topic = kafka.createTopic(TestKafka.uniqueName("twice"), 1);

        assertThatThrownBy(() -> kafka.createTopic(topic, 1))
                .isInstanceOf(TestKitException.class)
                .hasMessageContaining("already exists");
    }

    private static void poll(KafkaConsumer<?, ?> consumer, int partitions) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(1)).until(() -> {
            consumer.poll(Duration.ofMillis(50));
            return consumer.assignment().size() == partitions;
        });
    }

    private KafkaConsumer<String, String> consumer(String group, String protocol) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        protocol,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
