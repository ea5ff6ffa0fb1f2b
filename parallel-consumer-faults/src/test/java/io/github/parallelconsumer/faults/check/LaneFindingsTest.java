package io.github.parallelconsumer.faults.check;

import static io.github.parallelconsumer.faults.ledger.LaneOrder.KEY;
import static io.github.parallelconsumer.faults.ledger.LaneOrder.UNORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import org.junit.jupiter.api.Test;

/** Ledgers in which handlers of a lane ran at once, with a reason or without. */
final class LaneFindingsTest {

    private static final String CHECK = "one at a time";

    @Test
    void oneAtATime_twoOfAKeyInAProcess_neverExplained() {
        var told = new Told(KEY)
                .sent("a", "a")
                .opens("m0")
                .suffers("m0", FaultKind.FREEZE, 8)
                .starts("m0", 0)
                .starts("m0", 1)
                .ends("m0", 0)
                .ends("m0", 1);

        assertThat(told.broken()).containsKeys("one at a time", "order of KEY");
    }

    @Test
    void oneAtATime_sameRecordInTwoProcesses_isExplainedByAZombieOnly() {
        assertThat(sameRecordTwice(FaultKind.FREEZE).broken()).doesNotContainKey("one at a time");
        assertThat(sameRecordTwice(FaultKind.PAUSE).broken()).containsKey("one at a time");
    }

    private static Told sameRecordTwice(FaultKind kind) {
        return new Told(UNORDERED)
                .sent("-")
                .opens("m0")
                .starts("m0", 0)
                .suffers("m0", kind, 8)
                .opens("m1")
                .starts("m1", 0)
                .ends("m0", 0)
                .ends("m1", 0);
    }

    @Test
    void oneAtATime_attemptBeginsTwiceBeforeItEnds_isNamed() {
        var told = new Told(UNORDERED)
                .sent("-")
                .opens("m0")
                .starts("m0", 0)
                .starts("m0", 0)
                .ends("m0", 0)
                .ends("m0", 0);

        assertThat(told.broken().get(CHECK)).singleElement().asString().contains("  while  ");
    }

    @Test
    void oneAtATime_endOfNoBeginning_isNamed() {
        var told = new Told(KEY).sent("a").opens("m0").handles("m0", 0).ends("m0", 0);

        assertThat(told.broken().get(CHECK)).singleElement().asString().startsWith("ended, and never began");
    }

    @Test
    void oneAtATime_firstWasInterrupted_mayLastForAMomentOnly() {
        assertThat(interrupted(500).broken()).doesNotContainKey(CHECK);
        assertThat(interrupted(3_000).broken()).containsKey(CHECK);
    }

    private static Told interrupted(int later) {
        return new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .starts("m0", 0)
                .atOnce()
                .starts("m1", 0)
                .passesMillis(later)
                .of("m0", Kind.INTERRUPTED, 0)
                .inTurn()
                .ends("m1", 0);
    }

    @Test
    void oneAtATime_brokersWereAtFault_isExplainedWhereOneLostThePartition() {
        assertThat(whileBrokersFail("LOST:1").broken()).doesNotContainKey(CHECK);
        assertThat(whileBrokersFail("REVOKED:1").broken()).containsKey(CHECK);
    }

    private static Told whileBrokersFail(String release) {
        return new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .starts("m0", 0)
                .suffers("0", FaultKind.NETWORK, 8)
                .starts("m1", 0)
                .ends("m0", 0)
                .released("m0", release)
                .ends("m1", 0)
                .closes("m1", 2);
    }

    @Test
    void oneAtATime_brokersHadLongRecovered_isNamed() {
        var told = new Told(KEY)
                .sent("a")
                .opens("m0")
                .opens("m1")
                .suffers("0", FaultKind.NETWORK, 1)
                .passes(9)
                .starts("m0", 0)
                .starts("m1", 0)
                .ends("m0", 0)
                .released("m0", "LOST:1")
                .ends("m1", 0);

        assertThat(told.broken()).containsKey(CHECK);
    }
}
