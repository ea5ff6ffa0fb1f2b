package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunPlanTest {

    private static final Contender.Source SOURCE = new Contender.Source("localhost:1,localhost:2", "topic", "group");

    static Stream<RunPlan> plans() {
        return Stream.of(
                new RunPlan(Row.parse("key"), SOURCE, 100, new Window.Records(33, 95), 5),
                new RunPlan(Row.parse("unordered-10ms-1000"), SOURCE, 100, new Window.Timed(5, 10), 0));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void read_itsOwnArguments_givesTheSamePlan(RunPlan plan) {
        assertThat(RunPlan.read(plan.args())).isEqualTo(plan);
    }
}
