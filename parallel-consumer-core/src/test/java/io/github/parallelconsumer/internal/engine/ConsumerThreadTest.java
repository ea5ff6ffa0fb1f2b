package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.Ordering;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The end of a consumer when a step of it fails. The test's thread plays the consumer thread. */
@Tag("jdk21")
class ConsumerThreadTest {

    @Test
    void run_partitionsCannotBeGivenUpInOrder_nothingStartsAfterwardsAndTheGroupIsLeft() {
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.UNORDERED).maxConcurrency(1))) {
            loop.append(P0, 20);
            loop.assign(P0);
            loop.turn();
            var running = loop.handler.call(0, 0);
            loop.source.refusesToPause = true;
            loop.lifecycle.requestClose(Duration.ofSeconds(20));
            new ConsumerThread("[g/c]", loop.config, loop.wiring, loop.lifecycle).run();

            var termination = loop.lifecycle.termination().join();
            assertThat(termination.cause()).containsInstanceOf(IllegalStateException.class);
            assertThat(loop.lifecycle.state(true)).isEqualTo(ConsumerState.FAILED);
            assertThat(running.interrupted).isTrue();
            assertThat(loop.handler.calls).hasSize(1);
            assertThat(loop.events.dropped).hasValue(19);
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.view().partitions()).isEmpty();
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }
}
