package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.ConfigurationException;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** How much failing lanes may hold, and what happens then. */
class MaxHeldTest {

    @Test
    void build_nothingGiven_holdsAHundredThousandRecordsAndPauses() {
        var config = builder().build();

        assertThat(config.maxHeldRecords()).isEqualTo(100_000);
        assertThat(config.maxHeldBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(config.onMaxHeld()).isEqualTo(OnMaxHeld.pausePartitions());
    }

    @Test
    void build_boundsOutOfRange_namesBoth() {
        assertThatThrownBy(() -> builder().maxHeld(0, 0).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("maxHeld records is 0")
                .hasMessageContaining("maxHeld bytes is 0");
    }

    @Test
    void build_deadLetterLaneWithoutAPlaceForDeadLetters_isRefused() {
        assertThatThrownBy(() -> builder().onMaxHeld(OnMaxHeld.deadLetterLane()).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("onMaxHeld is deadLetterLane()")
                .hasMessageContaining("deadLetters(...)");
    }

    @Test
    void build_deadLetterLaneWithEitherPlaceForDeadLetters_isAccepted() {
        var lane = OnMaxHeld.deadLetterLane();
        var byPolicy = RetryPolicy.DEFAULT.withOnExhausted(OnExhausted.deadLetter("dead"));

        assertThat(builder()
                        .onMaxHeld(lane)
                        .deadLetters(DeadLetters.to("dead"))
                        .build()
                        .onMaxHeld())
                .isEqualTo(lane);
        assertThat(builder().onMaxHeld(lane).retry(byPolicy).build().onMaxHeld())
                .isEqualTo(lane);
    }

    private static ConfigBuilder<String, String> builder() {
        return ParallelConsumerConfig.<String, String>builder(Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t");
    }
}
