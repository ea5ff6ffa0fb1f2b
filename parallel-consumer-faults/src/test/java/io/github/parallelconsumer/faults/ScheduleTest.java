package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.Step.Action;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

    private static final long MINUTES = 10 * 60_000;

    @Test
    void of_sameSeed_sameSteps() {
        assertThat(Schedule.of(7, MINUTES, 3)).isEqualTo(Schedule.of(7, MINUTES, 3));
        assertThat(Schedule.of(7, MINUTES, 3)).isNotEqualTo(Schedule.of(8, MINUTES, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void of_manySeeds_aMemberIsAlwaysWellAndAtMostOneBrokerIsDown(int nodes) {
        for (int seed = 0; seed < 200; seed++) {
            var healthy = new HashSet<String>();
            var stopped = new HashSet<String>();
            var down = new HashSet<String>();
            for (var step : Schedule.of(seed, MINUTES, nodes)) {
                apply(step, healthy, stopped, down);
                assertThat(down).as("seed %d, %s", seed, step).hasSizeLessThan(2);
                assertThat(healthy).as("seed %d, %s", seed, step).isNotEmpty();
            }
            assertThat(stopped).as("seed %d", seed).isEmpty();
            assertThat(down).as("seed %d", seed).isEmpty();
        }
    }

    private static void apply(Step step, Set<String> healthy, Set<String> stopped, Set<String> down) {
        switch (step.action()) {
            case JOIN -> healthy.add(step.subject());
            case LEAVE, KILL -> assertThat(healthy.remove(step.subject())).isTrue();
            case FREEZE, PAUSE -> {
                assertThat(healthy.remove(step.subject())).isTrue();
                stopped.add(step.subject());
            }
            case THAW -> {
                assertThat(stopped.remove(step.subject())).isTrue();
                healthy.add(step.subject());
            }
            case BROKER_KILL -> down.add(step.subject());
            case BROKER_START -> assertThat(down.remove(step.subject())).isTrue();
            case NETWORK_DELAY, NETWORK_SILENT -> down.add(step.subject());
            case NETWORK_RESTORED -> assertThat(down.remove(step.subject())).isTrue();
            case NETWORK_CUT -> assertThat(step.subject()).isNotEmpty();
            case LETTERS_DOWN, LETTERS_UP, MOVE_LEADERS ->
                assertThat(step.subject()).isEmpty();
        }
    }

    @Test
    void of_threeNodes_drawsEveryAction() {
        Map<Action, Long> drawn = IntStream.range(0, 20)
                .mapToObj(seed -> Schedule.of(seed, MINUTES, 3))
                .flatMap(Collection::stream)
                .collect(Collectors.groupingBy(Step::action, Collectors.counting()));

        assertThat(drawn).containsOnlyKeys(Action.values());
    }
}
