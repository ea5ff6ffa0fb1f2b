package io.github.parallelconsumer.faults.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConductTest {

    @Test
    void of_manyRecords_someOfEachKindAndMostAreQuick() {
        var all = IntStream.range(0, 50_000)
                .mapToObj(i -> Conduct.of(3, Integer.toString(i)))
                .toList();

        assertThat(all).anyMatch(Conduct::givenUp).anyMatch(one -> !one.givenUp() && one.failures() > 0);
        assertThat(all).anyMatch(one -> one.millis() >= Conduct.LONGEST.toMillis() / 2);
        assertThat(all).allMatch(one -> one.millis() <= Conduct.LONGEST.toMillis());
        assertThat(all.stream().filter(one -> one.millis() < 10 && one.failures() == 0))
                .hasSizeBetween(48_000, 49_500);
    }

    @Test
    void of_sameRecord_sameConduct() {
        assertThat(Conduct.of(3, "17")).isEqualTo(Conduct.of(3, "17"));
    }
}
