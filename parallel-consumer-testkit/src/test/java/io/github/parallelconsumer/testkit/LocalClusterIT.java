package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three nodes that lose some of them, or all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsLocalKafka
final class LocalClusterIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private LocalKafka kafka;

    @BeforeAll
    void start() {
        kafka = LocalKafka.builder().nodes(3).start();
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void nodeKilled_theOthers_takeOverAndItCatchesUp() {
        String topic = kafka.createTopic(TestKafka.uniqueName("replicated"), 3);
        assertThat(partitions(topic)).allMatch(partition -> partition.replicas().size() == 3);
        kafka.produce(Records.numbered(topic, 300, 30));

        kafka.node(0).kill();
        kafka.produce(Records.numbered(topic, 300, 30));
        await().atMost(TIMEOUT).until(() -> partitions(topic).stream().noneMatch(this::isLedByTheFirst));
        kafka.node(0).restart();

        await().atMost(TIMEOUT)
                .until(() -> partitions(topic).stream()
                        .allMatch(partition -> partition.isr().size() == 3));
        await().atMost(TIMEOUT).until(() -> total(topic) == 600);
    }

    @Test
    void nodeFrozen_theOthers_takeOver() {
        String topic = kafka.createTopic(TestKafka.uniqueName("replicated"), 3);

        kafka.node(1).freeze();
        kafka.produce(Records.numbered(topic, 300, 30));
        kafka.node(1).thaw();

        // Until it hears of its successor, the thawed leader answers for a log without these records.
        await().atMost(TIMEOUT).until(() -> total(topic) == 300);
        await().atMost(TIMEOUT)
                .until(() -> partitions(topic).stream()
                        .allMatch(partition -> partition.isr().size() == 3));
    }

    @Test
    void allNodesKilled_startStopped_bringsTheClusterBackWithItsData() {
        String topic = kafka.createTopic(TestKafka.uniqueName("replicated"), 3);
        kafka.produce(Records.numbered(topic, 300, 30));

        kafka.nodes().forEach(KafkaNode::kill);
        kafka.startStopped();

        await().atMost(TIMEOUT).until(() -> total(topic) == 300);
    }

    private boolean isLedByTheFirst(TopicPartitionInfo partition) {
        return partition.leader() == null || partition.leader().id() == 1;
    }

    private long total(String topic) {
        return kafka.endOffsets(topic).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<TopicPartitionInfo> partitions(String topic) {
        try {
            return kafka.admin()
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
