package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is refused before anything starts. */
final class LocalKafkaBuilderTest {
    @Test
    void nodes_none_isRefused() {
        assertThatThrownBy(() -> LocalKafka.builder().nodes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nodes is 0");
    }

    @Test
    void extension_unknownKind_isRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> KafkaExtension.start("contaner"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contaner")
                .hasMessageContaining("'local' or 'container'");
    }
}
