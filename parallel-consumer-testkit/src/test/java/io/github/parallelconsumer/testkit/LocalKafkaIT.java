package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalKafkaIT {
    private LocalKafka kafka;

    @BeforeAll
    void start() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void produce_thenEndOffsets_countsAllRecords() {
        String topic = kafka.createTopic(TestKafka.uniqueName("numbers"), 3);

        kafka.produce(Records.numbered(topic, 1_000, 10));

        assertThat(kafka.endOffsets(topic).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1_000);
    }
}
