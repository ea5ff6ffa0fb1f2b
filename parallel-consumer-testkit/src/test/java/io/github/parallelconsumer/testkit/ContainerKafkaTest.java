package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContainerKafkaTest {
    @Test
    void variable_dotsUnderscoresAndDashes_areWrittenAsTheImageReadsThem() {
        assertThat(ContainerKafka.variable("a.b_c-d")).isEqualTo("KAFKA_A_B__C___D");
    }
}
