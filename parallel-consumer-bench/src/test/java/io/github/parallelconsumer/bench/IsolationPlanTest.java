package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.bench.IsolationPlan.Failing;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IsolationPlanTest {

    private final IsolationPlan plan = new IsolationPlan(300, 12, 10_000, 100_000);

    @Test
    void rate_fiveMinutes_fillsHalfOfTheBoundWithATwentiethOfTheRecords() {
        assertThat(plan.rate()).isEqualTo(3_333);
        assertThat(plan.rate() / 20 * 300).isBetween(49_000, 50_000);
    }

    @Test
    void boundRunMaxHeld_aMinute_isReachedHalfWay() {
        assertThat(plan.boundRunSeconds()).isEqualTo(60);
        assertThat(plan.boundRunMaxHeld()).isEqualTo(166 * 30);
    }

    @Test
    void fails_everywhere_isATwentiethOfTheKeysOfEachPartition() {
        for (int partition = 0; partition < 12; partition++) {
            int p = partition;
            assertThat(IntStream.range(0, 10_000)
                            .filter(key -> plan.partitionOf(key) == p && plan.fails(Failing.EVERYWHERE, key))
                            .count())
                    .isEqualTo(42);
        }
    }

    @Test
    void fails_inHalfOfThePartitions_isAsManyKeysInThoseAlone() {
        var failing = IntStream.range(0, 10_000)
                .filter(key -> plan.fails(Failing.IN_HALF_OF_THE_PARTITIONS, key))
                .boxed()
                .toList();
        assertThat(failing).hasSize(6 * 84).allMatch(key -> plan.isConcerned(plan.partitionOf(key)));
    }

    @Test
    void fails_none_noKeyFails() {
        assertThat(IntStream.range(0, 10_000).noneMatch(key -> plan.fails(Failing.NONE, key)))
                .isTrue();
    }

    @Test
    void new_tooFewKeys_isRefused() {
        assertThatThrownBy(() -> new IsolationPlan(300, 12, 100, 100_000)).hasMessageContaining("keys");
    }
}
