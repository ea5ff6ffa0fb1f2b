package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.bench.peers.Results.Cell;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Cell BARE = new Cell("row", "bare");
    private static final Cell KEY = new Cell("row", "key");

    private final Results results = new Results(List.of(
            run("bare", 1, 100),
            run("key", 1, 50),
            run("bare", 2, 200),
            run("key", 2, 180),
            run("bare", 3, 100),
            Run.failed("row", "key", 3, "no broker")));

    @Test
    void spread_ofAContender_isThatOfItsRounds() {
        assertThat(results.spread("row", "bare", Metric.RECORDS_PER_SECOND)).hasValue(new Spread(100, 100, 200));
        assertThat(results.spread("row", "bare", Metric.P99_MICROS)).isEmpty();
        assertThat(results.spread("other", "bare", Metric.RECORDS_PER_SECOND)).isEmpty();
    }

    @Test
    void related_twoContenders_comparesWithinEachRound() {
        assertThat(results.related(KEY, BARE, Metric.RECORDS_PER_SECOND, (own, bare) -> own / bare))
                .as("the third round of one has failed")
                .hasValue(new Spread(0.5, 0.7, 0.9));
    }

    @Test
    void target_ratioIsMeasured_isMetOrNot() {
        var target = target(new Target.Measure.Against(BARE), true, 0.7);
        assertThat(target.figure(results).map(Spread::median)).hasValue(0.7);
        assertThat(target.isMet(0.7)).isTrue();
        assertThat(target.isMet(0.699)).isFalse();
        assertThat(target.text(0.7)).isEqualTo("0.70x");
        assertThat(target.boundText()).isEqualTo(">= 0.70x");
    }

    @Test
    void target_difference_isThatOfEachRound() {
        var target = target(new Target.Measure.Beyond(BARE), false, -30);
        assertThat(target.figure(results)).hasValue(new Spread(-50, -35, -20));
        assertThat(target.isMet(-35)).isTrue();
    }

    @Test
    void target_ofCeiling_isItsShare() {
        assertThat(target(new Target.Measure.OfCeiling(200), true, 0.9).figure(results))
                .hasValue(new Spread(0.25, 0.575, 0.9));
    }

    @Test
    void summary_ofTargets_countsMeasuredAndMet() {
        var targets = List.of(
                target(new Target.Measure.Against(BARE), true, 0.7),
                target(new Target.Measure.Against(BARE), true, 0.8),
                target(new Target.Measure.Against(new Cell("other", "bare")), true, 0.8));
        assertThat(new TargetTable(targets, results).summary())
                .isEqualTo("1 of 2 measured targets are met; there are 3.");
    }

    @Test
    void lines_ofTargets_tellOfHowManyRoundsTheirFiguresAre() {
        var against = target(new Target.Measure.Against(BARE), true, 0.7);
        var lines = new TargetTable(List.of(against), results).lines();
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).endsWith("yes", "2 of 3"));
        var whole = new Results(List.of(run("bare", 1, 1), run("key", 1, 1)));
        assertThat(new TargetTable(List.of(against), whole).lines().getFirst()).endsWith("yes", "1");
        assertThat(new TargetTable(List.of(against), new Results(List.of()))
                        .lines()
                        .getFirst())
                .endsWith("not measured", "-");
    }

    @Test
    void rowTable_allFailed_saysSo() {
        var failed = new Results(List.of(Run.failed("row", "key", 1, "no broker")));
        var table = new RowTable(failed, "row", OptionalDouble.empty());
        assertThat(table.headings()).containsExactly("contender", "records/s");
        assertThat(table.lines()).containsExactly(List.of("key", "failed"));
    }

    @Test
    void rowTable_withoutCeiling_hasRatiosToTheBareLoop() {
        var table = new RowTable(results, "row", OptionalDouble.empty());
        assertThat(table.headings()).containsExactly("contender", "records/s", "x bare");
        assertThat(table.lines())
                .containsExactly(List.of("bare", "100 (100 - 200)", "1.00"), List.of("key", "115 (50 - 180)", "0.70"));
    }

    @Test
    void rowTable_withCeiling_hasSharesOfIt() {
        var table = new RowTable(results, "row", OptionalDouble.of(1_000));
        assertThat(table.headings()).containsExactly("contender", "records/s", "of ceiling");
        assertThat(table.lines().getLast()).containsExactly("key", "115 (50 - 180)", "0.115");
    }

    @Test
    void comparison_ofTwoMeasurements_tellsRatiosAndWhetherTheySpreadApart() {
        var faster = new Results(List.of(run("bare", 1, 300), run("key", 1, 100)));
        assertThat(new Comparison(results, faster).text().lines().map(String::strip))
                .anySatisfy(line -> assertThat(line).startsWith("row").contains("bare", "3.000", "yes"))
                .anySatisfy(line -> assertThat(line).contains("key", "0.870").doesNotContain("yes"));
    }

    private static Target target(Target.Measure measure, boolean atLeast, double bound) {
        return new Target("what", KEY, Metric.RECORDS_PER_SECOND, measure, atLeast, bound);
    }

    static Run run(String contender, int round, double rate) {
        return Run.of("row", contender, round, new Measured("4.4.0", "25", Map.of(Metric.RECORDS_PER_SECOND, rate)));
    }
}
