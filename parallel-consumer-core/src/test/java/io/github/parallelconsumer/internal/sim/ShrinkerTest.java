package io.github.parallelconsumer.internal.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    @Test
    void shrink_twoElementsAreNeeded_onlyTheyAreLeftInTheirOrder() {
        var failing = IntStream.range(0, 100).boxed().toList();

        assertThat(Shrinker.shrink(failing, some -> some.containsAll(List.of(17, 80))))
                .containsExactly(17, 80);
    }

    @Test
    void shrink_nothingCanBeLeftOut_isTheSame() {
        assertThat(Shrinker.shrink(List.of(1, 2, 3), some -> some.size() == 3)).containsExactly(1, 2, 3);
    }

    @Test
    void shrink_failsWithoutAny_isEmpty() {
        assertThat(Shrinker.shrink(List.of(1, 2, 3), some -> true)).isEmpty();
    }
}
