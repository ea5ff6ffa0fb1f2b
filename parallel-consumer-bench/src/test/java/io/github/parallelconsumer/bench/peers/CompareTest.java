package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parallelconsumer.tools.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareTest {

    @Test
    void plan_nothingSaid_warmsUpForLongerWhereHandlersDoNotWait() {
        var plan = plan();
        assertThat(plan.rounds()).isEqualTo(3);
        assertThat(plan.rows()).extracting(plan::warmUpMillis).containsExactly(20_000, 5_000, 5_000);
    }

    @ParameterizedTest
    @CsvSource({"--rounds,0", "--window,0", "--warm-up,-1", "--records,0"})
    void plan_nothingToMeasure_isRefused(String option, String value) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> plan(option, value))
                .withMessageStartingWith(option);
    }

    private static Plan plan(String... args) {
        var compare = new Compare();
        new CommandLine(compare).parseArgs(args);
        return compare.plan();
    }
}
