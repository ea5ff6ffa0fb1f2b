package io.github.parallelconsumer.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the window sees and what it has forgotten. */
class FailureWindowTest {

    private static final long START = -5_000_000_000L; // the clock may be below zero
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FailureWindow window = new FailureWindow(10 * SECOND, START);

    @Test
    void add_withinTheWindow_isSummed() {
        window.add(START, 5, 1);
        window.add(START, 5, 2);
        window.add(START + 10 * SECOND - 1, 7, 3);
        assertThat(window.attempts()).isEqualTo(17);
        assertThat(window.failures()).isEqualTo(6);
    }

    @Test
    void add_windowHasPassed_forgetsStepByStep() {
        window.add(START, 1, 1);
        window.add(START + SECOND, 2, 2);
        window.add(START + 10 * SECOND, 0, 0);
        assertThat(window.attempts()).isEqualTo(2);
        window.add(START + 11 * SECOND - 1, 0, 0);
        assertThat(window.failures()).isEqualTo(2);
        window.add(START + 11 * SECOND, 0, 0);
        assertThat(window.attempts()).isZero();
        assertThat(window.failures()).isZero();
    }

    @Test
    void add_afterALongTime_seesOnlyTheNewest() {
        for (int second = 0; second < 10; second++) {
            window.add(START + second * SECOND, 1, 1);
        }
        assertThat(window.attempts()).isEqualTo(10);
        window.add(START + 1_000_003 * SECOND, 4, 0);
        assertThat(window.attempts()).isEqualTo(4);
        assertThat(window.failures()).isZero();
    }

    @Test
    void clear_always_forgetsEverything() {
        window.add(START + 3 * SECOND, 4, 2);
        window.clear();
        assertThat(window.attempts()).isZero();
        window.add(START + 3 * SECOND, 1, 1);
        assertThat(window.failures()).isEqualTo(1);
    }
}
