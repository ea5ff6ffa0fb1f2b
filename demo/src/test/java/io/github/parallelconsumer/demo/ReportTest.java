package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Check.Findings GOOD = new Check.Findings(10, 0, 0, 0, 4);

    @Test
    void json_always_hasTheFieldsInTheirOrder() {
        var report = report(new Check.Findings(11, 1, 2, 3, 4), 5);

        assertThat(report.json())
                .isEqualTo("{\"records\":10,\"processed\":11,\"lost\":1,\"duplicates\":2,\"orderViolations\":3,"
                        + "\"maxConcurrencySeen\":4,\"concurrency\":4,\"seconds\":2.500,\"recordsPerSecond\":4,"
                        + "\"committedLag\":5}");
    }

    @Test
    void passed_nothingFound_isTrue() {
        var report = report(GOOD, 0);

        assertThat(report.passed()).isTrue();
        assertThat(report.summary()).startsWith("Passed");
    }

    @Test
    void passed_anyFinding_isFalseAndSummaryNamesIt() {
        assertFailed(report(new Check.Findings(9, 1, 0, 0, 4), 0), "1 lost");
        assertFailed(report(new Check.Findings(12, 0, 2, 0, 4), 0), "2 handled again");
        assertFailed(report(new Check.Findings(10, 0, 0, 3, 4), 0), "3 out of order");
        assertFailed(report(new Check.Findings(10, 0, 0, 0, 5), 0), "5 handlers at once where 4 are allowed");
        assertFailed(report(GOOD, 6), "6 record(s) off the end");
    }

    @Test
    void passed_problem_isFalseWhateverTheReportSays() {
        assertThat(new VerifyRun.Result(report(GOOD, 0), Optional.of("the consumer failed")).passed())
                .isFalse();
        assertThat(new VerifyRun.Result(report(GOOD, 0), Optional.empty()).passed())
                .isTrue();
        assertThat(new VerifyRun.Result(report(GOOD, 6), Optional.empty()).passed())
                .isFalse();
    }

    private static void assertFailed(Report report, String named) {
        assertThat(report.passed()).isFalse();
        assertThat(report.summary()).startsWith("FAILED").contains(named);
    }

    private static Report report(Check.Findings findings, long lag) {
        var options = new VerifyOptions(10, 1, 2, OrderingOption.KEY, 4, Duration.ZERO, Optional.empty());
        return Report.of(options, findings, Duration.ofMillis(2_500), lag);
    }
}
