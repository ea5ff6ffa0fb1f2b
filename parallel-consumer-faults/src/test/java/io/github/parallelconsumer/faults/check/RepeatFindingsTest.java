package io.github.parallelconsumer.faults.check;

import static io.github.parallelconsumer.faults.ledger.LaneOrder.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import org.junit.jupiter.api.Test;

/** Ledgers in which records were handled again, with a reason or without. */
final class RepeatFindingsTest {

    private static final String CHECK = "every duplicate explained";

    @Test
    void duplicate_afterAnOrderlyClose_isNotExplained() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .handles("m0", 0)
                .closes("m0", 2)
                .opens("m1")
                .handles("m1", 0);

        assertThat(told.broken()).containsKey(CHECK);
    }

    @Test
    void duplicate_afterAKill_isExplainedUnlessItWasCommitted() {
        assertThat(killed("", 0).broken()).doesNotContainKey(CHECK);
        assertThat(killed("", 1).broken().get(CHECK)).singleElement().asString().contains("and ", " commit 0@1");
    }

    private static Told killed(String metadata, long committed) {
        return new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .handles("m0", 0)
                .commits(committed, metadata)
                .suffers("m0", FaultKind.KILL, 1)
                .opens("m1")
                .handles("m1", 0, 1);
    }

    @Test
    void duplicate_mapCoversIt_isNamedThoughTheProcessWasKilled() {
        var told = new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .handles("m0", 1)
                .commits(0, FindingsTest.ONE_ABOVE_ZERO)
                .suffers("m0", FaultKind.KILL, 1)
                .opens("m1")
                .handles("m1", 0, 1);

        assertThat(told.broken().get(CHECK)).singleElement().asString().endsWith("0@0 and a map up to 1");
    }

    @Test
    void duplicate_handledByAZombieThatHasNotNoticed_isExplained() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .suffers("m0", FaultKind.FREEZE, 8)
                .opens("m1")
                .handles("m1", 0)
                .handles("m0", 0);

        assertThat(told.broken()).containsOnlyKeys("no end without a cause");
        assertThat(told.findings()).anyMatch(finding -> finding.told().contains("ZOMBIE=1"));
    }

    @Test
    void duplicate_furtherAttemptAfterTheEnd_isNamedWhateverFaultThereWas() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .handles("m0", 0)
                .suffers("m0", FaultKind.FREEZE, 8)
                .startsAgain("m0", 0, 2)
                .ends("m0", 0);

        assertThat(told.broken().get(CHECK)).singleElement().asString().contains("under the same assignment");
    }

    @Test
    void duplicate_furtherAttemptAfterTheLetter_isNamed() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .starts("m0", 0)
                .of("m0", Kind.GIVEN_UP, 0)
                .of("m0", Kind.DEAD_LETTERED, 0)
                .startsAgain("m0", 0, 2);

        assertThat(told.broken().get(CHECK)).singleElement().asString().contains("under the same assignment");
    }

    @Test
    void duplicate_furtherAttemptOfADeliveryBegunBefore_isNone() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .starts("m0", 0)
                .of("m0", Kind.FAILED, 0)
                .handles("m1", 0)
                .startsAgain("m0", 0, 2);

        assertThat(told.broken()).doesNotContainKey(CHECK);
    }

    @Test
    void duplicate_killAfterThePartitionWasGivenUp_isNotExplained() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .handles("m0", 0)
                .released("m0", "REVOKED:0")
                .suffers("m0", FaultKind.KILL, 1)
                .assigned("m1")
                .handles("m1", 0);

        assertThat(told.broken()).containsKey(CHECK);
    }

    @Test
    void duplicate_brokersWereAtFault_isExplainedByALostPartitionOrAFailedCommitOnly() {
        assertThat(whileBrokersFail(false, "LOST:0").broken()).doesNotContainKey(CHECK);
        assertThat(whileBrokersFail(true, "REVOKED:0").broken()).doesNotContainKey(CHECK);
        assertThat(whileBrokersFail(false, "REVOKED:0").broken()).containsKey(CHECK);
    }

    private static Told whileBrokersFail(boolean commitFailed, String release) {
        var told =
                new Told(KEY).sent("a").opens("m0").opens("m1").handles("m0", 0).suffers("0", FaultKind.BROKER_DOWN, 3);
        if (commitFailed) {
            told.of("m0", Kind.COMMIT_FAILED, 0, "no answer");
        }
        return told.released("m0", release).assigned("m1").handles("m1", 0).closes("m1", 2);
    }

    @Test
    void duplicate_brokersHadLongRecovered_isNotExplained() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .suffers("0", FaultKind.BROKER_DOWN, 3)
                .passes(9)
                .handles("m0", 0)
                .released("m0", "LOST:0")
                .assigned("m1")
                .handles("m1", 0)
                .closes("m1", 2);

        assertThat(told.broken()).containsKey(CHECK);
    }

    @Test
    void duplicate_interruptedAtItsEnd_isExplainedAsOftenAsTheReleaseSays() {
        assertThat(interrupted(2).broken()).doesNotContainKey(CHECK);
        assertThat(interrupted(1).broken().get(CHECK)).hasSize(1);
        assertThat(interrupted(0).broken().get(CHECK)).hasSize(2);
    }

    private static Told interrupted(int said) {
        return new Told(KEY)
                .sent("a", "b")
                .opens("m0")
                .opens("m1")
                .starts("m0", 0)
                .starts("m0", 1)
                .atOnce()
                .ends("m0", 0)
                .ends("m0", 1)
                .released("m0", "REVOKED:" + said)
                .inTurn()
                .assigned("m1")
                .handles("m1", 0, 1)
                .closes("m1", 2);
    }
}
