package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The delays, as numbers. */
class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(30);

    private final Throwable failure = new IllegalStateException();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000, Integer.MAX_VALUE})
    void fixed_anyAttempt_isTheDelay(int failedAttempts) {
        var backoff = Backoff.fixed(FIRST);
        assertThat(backoff.delay(failedAttempts, failure)).isEqualTo(FIRST);
        assertThat(backoff.delayWhenHeld(failedAttempts, failure)).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "9, 25600", "10, 30000", "64, 30000", "2147483647, 30000"})
    void exponential_afterAttempts_isBetweenHalfAndWholeOfTheDoubled(int failedAttempts, long wholeMillis) {
        var backoff = Backoff.exponential(FIRST, CAP);
        var whole = Duration.ofMillis(wholeMillis);
        for (int i = 0; i < 200; i++) {
            assertThat(backoff.delay(failedAttempts, failure)).isBetween(whole.dividedBy(2), whole);
        }
    }

    @Test
    void exponential_manyRecordsAtOnce_areSpread() {
        var backoff = Backoff.exponential(FIRST, CAP);
        var delays = new HashSet<Duration>();
        for (int i = 0; i < 1_000; i++) {
            delays.add(backoff.delay(5, failure));
        }
        assertThat(delays).hasSizeGreaterThan(900);
    }

    @Test
    void exponential_held_isAtItsCap() {
        assertThat(Backoff.exponential(FIRST, CAP).delayWhenHeld(1, failure)).isBetween(CAP.dividedBy(2), CAP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, Integer.MAX_VALUE})
    void exponential_hugeDelays_doNotOverflow(int failedAttempts) {
        var longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(Backoff.exponential(Duration.ofNanos(1), longest).delay(failedAttempts, failure))
                .isPositive();
        assertThat(Backoff.exponential(longest, longest).delay(failedAttempts, failure))
                .isGreaterThan(Duration.ofDays(365 * 70));
    }

    @Test
    void exponential_smallestDelays_areKept() {
        var nano = Duration.ofNanos(1);
        assertThat(Backoff.exponential(nano, nano).delay(7, failure)).isEqualTo(nano);
    }

    @Test
    void custom_isAskedWithAttemptsAndFailure() {
        var backoff = Backoff.custom((attempts, why) -> Duration.ofMillis(attempts * (why.equals(failure) ? 10L : 1L)));
        assertThat(backoff.delay(7, failure)).isEqualTo(Duration.ofMillis(70));
        assertThat(backoff.delayWhenHeld(8, new Error())).isEqualTo(Duration.ofMillis(8));
    }

    @Test
    void delays_outOfRange_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.fixed(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(Duration.ZERO, CAP));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(FIRST.negated(), CAP));
        assertThatIllegalArgumentException().isThrownBy(() -> Backoff.exponential(CAP, FIRST));
    }
}
