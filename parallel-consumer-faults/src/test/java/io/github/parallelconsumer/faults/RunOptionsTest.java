package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.LaneOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunOptionsTest {

    @Test
    void replay_allOptions_areNamed() {
        assertThat(of(12_000).replay())
                .endsWith(
                        "--seed 7 --minutes 0.2 --protocol classic --ordering key --nodes 3 --rate 200 --java-home /jdk");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 19_998, 20_000, 59_999, 3_600_000})
    void replay_anyLength_comesBackToTheMillisecond(long millis) {
        var minutes = of(millis).replay().replaceFirst(".* --minutes (\\S+) .*", "$1");

        assertThat(Faults.duration(Double.parseDouble(minutes))).isEqualTo(Duration.ofMillis(millis));
    }

    private static RunOptions of(long millis) {
        return new RunOptions(7, Duration.ofMillis(millis), "classic", LaneOrder.KEY, 3, 200, Path.of("/jdk"));
    }
}
