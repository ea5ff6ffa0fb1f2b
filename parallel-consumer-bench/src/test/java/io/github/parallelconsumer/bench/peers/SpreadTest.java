package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void of_oneValue_isThatValue() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void of_oddNumberOfValues_hasTheMiddleOneAsMedian() {
        assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(1, 4, 9));
    }

    @Test
    void of_evenNumberOfValues_hasItsMedianBetweenTheMiddleTwo() {
        assertThat(Spread.of(8, 1, 2, 4)).isEqualTo(new Spread(1, 3, 8));
    }

    @Test
    void of_givenValues_leavesThemInTheirOrder() {
        double[] values = {3, 1, 2};
        Spread.of(values);
        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void of_noValues_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }
}
