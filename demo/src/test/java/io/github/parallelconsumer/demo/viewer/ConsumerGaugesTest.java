package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.ConsumerState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report calls the state of a consumer. */
class ConsumerGaugesTest {

    @ParameterizedTest
    @CsvSource({
        "RUNNING, true, PAUSED",
        "RUNNING, false, RUNNING",
        "STARTING, true, STARTING",
        "DRAINING, true, DRAINING",
        "CLOSED, true, CLOSED"
    })
    void state_paused_isSoOnlyWhileItRuns(ConsumerState state, boolean paused, String reported) {
        assertThat(ConsumerGauges.state(state, paused)).isEqualTo(reported);
    }
}
