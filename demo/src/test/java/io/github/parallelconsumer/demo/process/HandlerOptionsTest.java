package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlerOptionsTest {

    private static final HandlerOptions OPTIONS = new HandlerOptions(20, 200, 150, 4_000, 5);

    @Test
    void with_nothingNew_isTheSame() {
        assertThat(OPTIONS.with(-1, -1)).isEqualTo(OPTIONS);
    }

    @Test
    void with_newTime_isFixedAndKeepsTheSlowOnes() {
        assertThat(OPTIONS.with(0, -1)).isEqualTo(new HandlerOptions(0, 0, 150, 4_000, 5));
    }

    @Test
    void with_newFailures_keepsTheTimes() {
        assertThat(OPTIONS.with(-1, 50)).isEqualTo(new HandlerOptions(20, 200, 150, 4_000, 50));
    }

    @Test
    void fixedMillis_range_isNone() {
        assertThat(OPTIONS.fixedMillis()).isNegative();
        assertThat(OPTIONS.with(7, -1).fixedMillis()).isEqualTo(7);
    }

    @Test
    void isSlow_multiples_andNoneWithoutThem() {
        assertThat(OPTIONS.isSlow(0)).isTrue();
        assertThat(OPTIONS.isSlow(149)).isFalse();
        assertThat(OPTIONS.isSlow(300)).isTrue();
        assertThat(new HandlerOptions(1, 1, 0, 1, 0).isSlow(0)).isFalse();
    }
}
