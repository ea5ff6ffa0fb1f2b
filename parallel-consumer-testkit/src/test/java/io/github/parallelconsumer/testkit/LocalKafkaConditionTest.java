package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LocalKafkaConditionTest {
    @Test
    void evaluate_local_runsTheTest() {
        assertThat(LocalKafkaCondition.evaluate("local").isDisabled()).isFalse();
    }

    @Test
    void evaluate_container_skipsTheTestAndSaysWhy() {
        assertThat(LocalKafkaCondition.evaluate("container").isDisabled()).isTrue();
        assertThat(LocalKafkaCondition.evaluate("container").getReason())
                .contains("-Dkafka=container: this test starts brokers of its own, to kill, freeze or configure them");
    }
}
