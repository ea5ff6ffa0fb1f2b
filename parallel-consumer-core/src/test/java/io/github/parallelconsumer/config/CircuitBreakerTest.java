package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    @Test
    void with_eachValue_changesOnlyThat() {
        assertThat(CircuitBreaker.DEFAULT
                        .withFailureShare(1)
                        .withLeastAttempts(1)
                        .withWindow(Duration.ofSeconds(1))
                        .withPause(Duration.ofNanos(1))
                        .withProbes(1))
                .isEqualTo(new CircuitBreaker(1, 1, Duration.ofSeconds(1), Duration.ofNanos(1), 1));
    }

    @Test
    void new_valueOutOfRange_namesItAndTheDemand() {
        var ok = CircuitBreaker.DEFAULT;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ok.withFailureShare(0))
                .withMessage("failureShare is 0.0, it must be above 0 and at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withFailureShare(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withFailureShare(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withLeastAttempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withWindow(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withPause(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.withProbes(0));
    }
}
