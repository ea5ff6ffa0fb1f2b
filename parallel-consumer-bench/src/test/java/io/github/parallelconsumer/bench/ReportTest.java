package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Results results = new Results();

    @BeforeEach
    void oneRound() {
        results.add(Row.BARE, figures(2_000_000, 1_000_000_000));
        results.add(Row.parse("key"), figures(1_000_000, 1_500_000_000));
        results.add(Row.parse("unordered-10ms-1000"), figures(91_000, 500_000_000));
    }

    @Test
    void table_oneRound_hasALineForEachRow() {
        assertThat(Report.table(results).lines())
                .satisfiesExactly(
                        headings ->
                                assertThat(headings).startsWith("row ").contains("records/s", "x bare", "of ceiling"),
                        bare -> assertThat(bare.split(" +"))
                                .startsWith("bare", "2,000,000", "2,000,000", "2,000,000", "1.00"),
                        key -> assertThat(key.split(" +"))
                                .startsWith("key", "1,000,000", "1,000,000", "1,000,000", "0.50", "-", "1.50", "3.00"),
                        sleeping -> assertThat(sleeping.split(" +"))
                                .startsWith("unordered-10ms-1000", "91,000", "91,000", "91,000", "-", "0.91"));
    }

    @Test
    void line_oneRun_namesRowAndRate() {
        assertThat(Report.line(Row.BARE, figures(2_000_000, 1_000_000_000)))
                .startsWith("bare ")
                .contains("2,000,000 records/s", "0.50 us CPU");
    }

    @Test
    void json_oneRound_hasEveryRowAndRun() {
        var json = JsonReport.write(new Workload(10, 2, 3, 4), results);
        assertThat(json)
                .startsWith("{\"workload\":{\"records\":10,\"partitions\":2,\"keys\":3,\"valueBytes\":4},")
                .contains("\"row\":\"key\"", "\"toBare\":0.5", "\"shareOfCeiling\":0.91", "\"runs\":[{\"consumed\":");
    }

    @Test
    void json_noRecordInTheWindow_leavesOutWhatCannotBeDividedByThem() {
        var none = new Results();
        none.add(Row.BARE, new Figures(0, 0, 1_000_000_000, 1, 0, 0, 0, 0));
        assertThat(JsonReport.write(new Workload(10, 2, 3, 4), none))
                .contains("\"consumed\":0")
                .doesNotContain("NaN", "Infinity");
    }

    private static Figures figures(long rate, long cpuNanos) {
        return new Figures(rate, rate, 1_000_000_000, cpuNanos, 0, rate * 100, 64_000_000, 8_000_000);
    }
}
