package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How settings become variables; the container itself is tested by the tests of every kind of Kafka. */
final class ContainerKafkaTest {
    @Test
    void variable_dotsUnderscoresAndDashes_areWrittenAsTheImageReadsThem() {
        assertThat(ContainerKafka.variable("a.b_c-d")).isEqualTo("KAFKA_A_B__C___D");
    }
}
