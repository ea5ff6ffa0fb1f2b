package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void due_atFirst_isNothing() {
        assertThat(new Pace(1_000).due(5_000 * MILLI)).isZero();
    }

    @Test
    void due_oddTimes_addUpToTheRate() {
        var pace = new Pace(300);
        var sum = pace.due(0);

        for (int milli = 7; milli <= 7_000; milli += 7) {
            sum += pace.due(milli * MILLI);
        }

        assertThat(sum).isBetween(2_099, 2_100);
    }

    @Test
    void due_heldUp_isNoMoreThanASecondsRecords() {
        var pace = new Pace(300);
        pace.due(0);

        assertThat(pace.due(60_000 * MILLI)).isEqualTo(300);
    }

    @Test
    void due_rateChanged_followsItFromThenOn() {
        var pace = new Pace(300);
        pace.due(0);

        pace.change(0);
        assertThat(pace.due(500 * MILLI)).isZero();
        pace.change(1_000);

        assertThat(pace.due(600 * MILLI)).isEqualTo(100);
    }
}
