package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.BreakerLoop.circuit;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.fixture;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.Health.Circuit.State;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which attempts the circuit breaker of intake counts. */
@Tag("jdk21")
class IntakeBreakerCountTest {

    @Test
    void count_recordsThatCannotBeDeserialized_doNotOpen() {
        try (var loop = fixture(500, config -> config.deserializers(StringDeserializer::new, Poison::new))) {
            loop.append(P0, 20);
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 20);

            assertThat(circuit(loop).reason()).isEqualTo("0 of 0 attempts within PT30S failed");
        }
    }

    @Test
    void count_attemptsInterruptedByALoss_doNotOpen() {
        try (var loop = fixture(500, config -> {})) {
            loop.append(P0, 20);
            loop.assign(P0);
            loop.turnUntil(() -> loop.handler.running().size() == 20);
            loop.lose(P0);
            loop.turnUntilIdle();

            assertThat(loop.events.abandoned).hasValue(20);
            assertThat(circuit(loop).reason()).isEqualTo("0 of 0 attempts within PT30S failed");
        }
    }

    @Test
    void count_timedOutAttempts_open() {
        var timeout = Duration.ofMinutes(20);
        try (var loop = fixture(500, config -> config.handlerTimeout(timeout))) {
            loop.append(P0, 10);
            loop.assign(P0);
            loop.turnUntil(() -> loop.handler.running().size() == 10);
            loop.clock.advance(timeout);
            loop.wiring.timer().orElseThrow().fire();
            loop.turnUntil(() -> circuit(loop).state() == State.OPEN);
        }
    }

    /** Reads nothing. */
    private static final class Poison extends StringDeserializer {

        @Override
        public String deserialize(String topic, byte[] data) {
            throw new SerializationException("poison");
        }
    }
}
