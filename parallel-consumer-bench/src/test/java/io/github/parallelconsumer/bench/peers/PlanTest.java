package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanTest {

    @Test
    void estimate_full_isAtMostTwoHours() {
        assertThat(plan("--full").estimate()).isLessThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void estimate_quick_isAtMostTenMinutes() {
        assertThat(plan("--quick").estimate()).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void plan_quick_hasTheTwoMainRowsWithThreeContenders() {
        assertThat(plan("--quick").rows()).extracting(Row::name).containsExactly("0ms-1000", "10ms-1000");
        assertThat(plan("--quick").rows().getFirst().contenders())
                .containsExactly(
                        "bare",
                        "unordered",
                        "key",
                        "partition",
                        "confluent-unordered",
                        "confluent-key",
                        "confluent-partition");
    }

    @Test
    void plan_onlySomeOfIt_hasThat() {
        var plan = plan("--only", "idle,0ms-1000", "--contenders", "bare,key", "--rounds", "1", "--window", "0.5");
        assertThat(plan.rows()).extracting(Row::name).containsExactly("0ms-1000", "idle");
        assertThat(plan.rows()).allSatisfy(row -> assertThat(row.contenders()).containsExactly("bare", "key"));
        assertThat(plan.rounds()).isEqualTo(1);
        assertThat(plan.windowMillis()).isEqualTo(500);
        assertThat(plan.runs()).isEqualTo(4);
    }

    @Test
    void plan_unknownRow_isRefusedWithThoseThatThereAre() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> plan("--only", "slow"))
                .withMessageContaining("'slow'")
                .withMessageContaining("0ms-1000");
    }

    @Test
    void plan_unknownContender_isRefusedWithThoseThatThereAre() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> plan("--full", "--contenders", "bare,fast"))
                .withMessageContaining("'fast'")
                .withMessageContaining("confluent-key");
    }

    @Test
    void plan_quick_hasOneRoundAndTheFullWarmUp() {
        var plan = plan("--quick");
        assertThat(plan.rounds()).isEqualTo(1);
        assertThat(plan.runs()).isEqualTo(11);
        assertThat(plan.rows()).extracting(plan::warmUpMillis).containsExactly(20_000, 5_000);
    }

    @Test
    void windowMillis_ofTheRowThatWaits_isThreeTimesAsLong() {
        var plan = plan("--only", "0ms-1000,idle");
        assertThat(plan.rows()).extracting(plan::windowMillis).containsExactly(15_000, 45_000);
        assertThat(plan.runMillis(plan.rows().getLast())).isGreaterThan(45_000);
    }

    @Test
    void plan_nothingSaid_isRefused() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> plan())
                .withMessageContaining("--quick");
    }

    @Test
    void targets_theirCells_areInTheRows() {
        assertThat(Targets.all())
                .allSatisfy(
                        target -> assertThat(Rows.named(List.of(target.cell().row())))
                                .singleElement()
                                .satisfies(row -> assertThat(row.contenders())
                                        .contains(target.cell().contender())));
    }

    private static Plan plan(String... args) {
        var peers = new Peers();
        new CommandLine(peers).parseArgs(args);
        return peers.plan();
    }
}
