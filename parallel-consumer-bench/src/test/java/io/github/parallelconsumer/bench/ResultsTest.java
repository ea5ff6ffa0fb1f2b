package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Row KEY = Row.parse("key");
    private static final Row SLEEPING = Row.parse("unordered-10ms-1000");

    private final Results results = new Results();

    @BeforeEach
    void threeRounds() {
        for (int rate : new int[] {1_000, 2_000, 500}) {
            results.add(Row.BARE, perSecond(rate));
        }
        for (int rate : new int[] {500, 1_800, 300}) {
            results.add(KEY, perSecond(rate));
        }
    }

    @Test
    void spread_overTheRounds_hasMedianAndExtremes() {
        assertThat(results.spread(KEY, Figures::recordsPerSecond)).isEqualTo(new Spread(300, 500, 1_800));
    }

    @Test
    void toBare_overTheRounds_isTheMedianOfEachRoundsRatio() {
        // Of 0.5, 0.9 and 0.6; the medians of the rates would give 500 / 1,000.
        assertThat(results.toBare(KEY, Figures::recordsPerSecond).getAsDouble()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void toBare_bareLoopRanLessOften_isNone() {
        results.add(KEY, perSecond(700));
        assertThat(results.toBare(KEY, Figures::recordsPerSecond)).isEmpty();
    }

    @Test
    void ofCeiling_handlersSleep_isTheMediansShare() {
        results.add(SLEEPING, perSecond(90_000));
        results.add(SLEEPING, perSecond(97_000));
        results.add(SLEEPING, perSecond(91_000));
        assertThat(results.ofCeiling(SLEEPING).getAsDouble()).isCloseTo(0.91, within(1e-9));
    }

    @Test
    void ofCeiling_handlersDoNothing_isNone() {
        assertThat(results.ofCeiling(KEY)).isEmpty();
    }

    private static Figures perSecond(int rate) {
        return new Figures(rate, rate, 1_000_000_000, 1, 1, 1, 1, 1);
    }
}
