package io.github.parallelconsumer.faults.check;

import static io.github.parallelconsumer.faults.ledger.LaneOrder.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import org.junit.jupiter.api.Test;

/** Ledgers of runs in which too little happened, that did not come to an end, or that lost a member. */
final class RunFindingsTest {

    @Test
    void happened_nothing_isNamed() {
        assertThat(happened(new Told(KEY).planned(6_000)))
                .containsExactly(
                        "only 0 of 6000 records were acknowledged",
                        "no handler was called",
                        "nothing was committed",
                        "no member ever had a partition",
                        "no member ever closed");
    }

    @Test
    void happened_halfOfTheRecordsHandledAndCommitted_isEnough() {
        assertThat(happened(handled().planned(4))).isEmpty();
        assertThat(happened(handled().planned(6))).containsExactly("only 2 of 6 records were acknowledged");
    }

    private static Told handled() {
        return new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .handles("m0", 0, 1)
                .commits(2, "")
                .closes("m0", 2);
    }

    private static Iterable<String> happened(Told told) {
        return told.findings().getFirst().violations();
    }

    @Test
    void committed_lessThanThereIs_namesThePartition() {
        assertThat(handled().endsWith(1, 2).broken())
                .containsOnlyKeys("all committed in the end")
                .extractingByKey("all committed in the end")
                .asString()
                .contains("partition 0: committed 1 of 2");
        assertThat(handled().endsWith(2, 2).broken()).isEmpty();
    }

    @Test
    void gone_memberWasFoundEndedBeforeItWasKilled_isNamed() {
        var told = handled().suffers("m1", FaultKind.GONE, 0);

        assertThat(told.broken().get("no end without a cause"))
                .singleElement()
                .asString()
                .contains("GONE m1");
    }
}
