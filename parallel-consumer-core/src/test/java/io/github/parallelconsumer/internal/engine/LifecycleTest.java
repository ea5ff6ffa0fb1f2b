package io.github.parallelconsumer.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.Termination;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was asked of a consumer, and where it stands. */
class LifecycleTest {
    private final ManualClock clock = new ManualClock();
    private final Lifecycle lifecycle = new Lifecycle(clock);

    @Test
    void requestClose_twice_firstDeadlineCounts() {
        lifecycle.requestClose(Duration.ofSeconds(3));
        lifecycle.requestClose(Duration.ofSeconds(9));
        clock.advance(Duration.ofSeconds(1));
        assertThat(lifecycle.timeToClose(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(5));
        assertThat(lifecycle.timeToClose(Duration.ofSeconds(20))).isZero();
    }

    @Test
    void requestClose_forEver_waitsVeryLong() {
        lifecycle.requestClose(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(lifecycle.mustEnd()).isTrue();
        assertThat(lifecycle.timeToClose(Duration.ZERO)).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void fail_twice_firstCountsAndKeepsTheOther() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second");
        lifecycle.fail(first);
        lifecycle.fail(second);
        lifecycle.fail(first);
        assertThat(lifecycle.failure()).isSameAs(first).hasSuppressedException(second);
        assertThat(first.getSuppressed()).hasSize(1);
    }

    @Test
    void state_throughItsLife_goesForward() {
        assertThat(lifecycle.state(false)).isEqualTo(ConsumerState.STARTING);
        assertThat(lifecycle.state(true)).isEqualTo(ConsumerState.RUNNING);
        lifecycle.requestClose(Duration.ofSeconds(1));
        assertThat(lifecycle.state(true)).isEqualTo(ConsumerState.DRAINING);
        lifecycle.end(new Termination(0, 0, 0, Optional.empty()));
        assertThat(lifecycle.state(true)).isEqualTo(ConsumerState.CLOSED);
    }

    @Test
    void state_endedByAFailure_isFailed() {
        lifecycle.end(new Termination(0, 0, 0, Optional.of(new IllegalStateException())));
        lifecycle.requestClose(Duration.ofSeconds(1));
        assertThat(lifecycle.state(true)).isEqualTo(ConsumerState.FAILED);
    }
}
