package io.github.parallelconsumer.faults.check;

import static io.github.parallelconsumer.faults.ledger.LaneOrder.KEY;
import static io.github.parallelconsumer.faults.ledger.LaneOrder.PARTITION;
import static io.github.parallelconsumer.faults.ledger.LaneOrder.UNORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ledgers in which all is well, and for each guarantee such in which it is broken. */
final class FindingsTest {

    /** A map that says, of a commit of offset 0, that 1 is finished and 0 is not. */
    static final String ONE_ABOVE_ZERO = "bAACAgA=";

    @ParameterizedTest
    @EnumSource
    void check_recordsHandledOnceAndCommitted_allHolds(LaneOrder order) {
        var told = new Told(order)
                .sent("a", "b", "a")
                .opens("m0")
                .handles("m0", 0, 1, 2)
                .commits(3, "")
                .closes("m0", 9);

        assertThat(told.broken()).isEmpty();
    }

    @Test
    void nothingLost_recordNeverEnds_isNamed() {
        var told = new Told(KEY).sent("a", "b").opens("m0").handles("m0", 0);

        assertThat(told.broken().get("nothing lost")).containsExactly("lost: 0@1");
    }

    @Test
    void nothingLost_deadLetterIsNowhere_isNamed() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .starts("m0", 0)
                .of("m0", Kind.GIVEN_UP, 0)
                .of("m0", Kind.DEAD_LETTERED, 0);

        assertThat(told.broken().get("nothing lost")).singleElement().asString().startsWith("no letter of");
        assertThat(told.letter(0).broken()).doesNotContainKey("nothing lost");
    }

    @Test
    void nothingLost_letterOfARecordNobodyGaveUp_isNamed() {
        var told = new Told(KEY).sent("a").opens("m0").handles("m0", 0).letter(0);

        assertThat(told.broken()).containsOnlyKeys("nothing lost", "no end without a cause");
    }

    @Test
    void order_laterRecordOfTheKeyBeginsFirst_isADisorder() {
        var told = new Told(KEY).sent("a", "b", "a").opens("m0").handles("m0", 1, 2, 0);

        assertThat(told.broken().get("order of KEY")).singleElement().asString().contains("although 0@0");
    }

    @Test
    void order_otherKeyBeginsFirst_isADisorderOfThePartitionOnly() {
        assertThat(new Told(KEY).sent("a", "b").opens("m0").handles("m0", 1, 0).broken())
                .doesNotContainKey("order of KEY");
        assertThat(new Told(PARTITION)
                        .sent("a", "b")
                        .opens("m0")
                        .handles("m0", 1, 0)
                        .broken())
                .containsKey("order of PARTITION");
    }

    @Test
    void order_olderRecordComesAgainUnderTheSameAssignment_isADisorder() {
        var told = new Told(KEY).sent("a", "a").opens("m0").handles("m0", 0, 1, 0);

        assertThat(told.broken().get("order of KEY")).singleElement().asString().contains("  after ");
    }

    @Test
    void order_headWasGivenUp_goesOnUnderTheSameAssignmentOnly() {
        var told = new Told(KEY)
                .sent("a", "a")
                .opens("m0")
                .starts("m0", 0)
                .of("m0", Kind.GIVEN_UP, 0)
                .handles("m0", 1);
        assertThat(told.broken()).doesNotContainKey("order of KEY");

        var elsewhere = new Told(KEY)
                .sent("a", "a")
                .opens("m0")
                .opens("m1")
                .starts("m0", 0)
                .of("m0", Kind.GIVEN_UP, 0)
                .handles("m1", 1);
        assertThat(elsewhere.broken()).containsKey("order of KEY");
    }

    @Test
    void cap_oneMoreThanConfigured_isNamed() {
        var told = new Told(UNORDERED)
                .sent("-", "-", "-")
                .opens("m0")
                .starts("m0", 0)
                .starts("m0", 1)
                .starts("m0", 2);

        assertThat(told.broken().get("the cap")).singleElement().asString().endsWith("is number 3");
    }

    @Test
    void commit_aheadOfARecordThatRuns_isNamed() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .starts("m0", 0)
                .commits(1, "")
                .ends("m0", 0);

        assertThat(told.broken().get("committed never ahead"))
                .singleElement()
                .asString()
                .contains("although only the records below 0");
    }

    @Test
    void commit_mapTellsOfARecordThatRuns_isNamed() {
        var told = new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .starts("m0", 1)
                .commits(0, ONE_ABOVE_ZERO)
                .ends("m0", 1);

        assertThat(told.broken().get("committed never ahead"))
                .singleElement()
                .asString()
                .endsWith("says that 1 had ended");
    }

    @Test
    void commit_belowTheOneBefore_isNamed() {
        var told = new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .handles("m0", 0, 1)
                .commits(2, "")
                .commits(1, "");

        assertThat(told.broken().get("committed never ahead")).hasSize(1);
    }

    @Test
    void end_consumerDiesOrLosesItsPartitionsWithoutAFault_isNamed() {
        assertThat(new Told(KEY).opens("m0").of("m0", Kind.DIED, -1, "why").broken())
                .containsOnlyKeys("no end without a cause");
        assertThat(new Told(KEY)
                        .opens("m0")
                        .released("m0", "LOST:0")
                        .closes("m0", 2)
                        .broken())
                .containsOnlyKeys("no end without a cause");
        assertThat(new Told(KEY)
                        .opens("m0")
                        .suffers("m0", FaultKind.FREEZE, 8)
                        .released("m0", "LOST:0")
                        .closes("m0", 2)
                        .broken())
                .isEmpty();
    }
}
