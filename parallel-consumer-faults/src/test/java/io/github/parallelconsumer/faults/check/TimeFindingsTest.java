package io.github.parallelconsumer.faults.check;

import static io.github.parallelconsumer.faults.ledger.LaneOrder.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import org.junit.jupiter.api.Test;

/** Ledgers in which something took too long, and such in which there was a reason. */
final class TimeFindingsTest {

    @Test
    void close_longerThanTheBound_isNamedUnlessTheMachineStoodStill() {
        assertThat(new Told(KEY).opens("m0").closes("m0", 11).broken()).containsOnlyKeys("close in time");
        assertThat(new Told(KEY)
                        .opens("m0")
                        .suffers("", FaultKind.STALL, 1)
                        .closes("m0", 11)
                        .broken())
                .isEmpty();
    }

    @Test
    void close_neverReturns_isNamed() {
        var told = new Told(KEY).opens("m0").of("m0", Kind.CLOSING, -1, "");

        assertThat(told.broken()).containsKey("close in time");
    }

    @Test
    void progress_recordsWaitLongerThanTheBound_isNamedUnlessAFaultBeganMeanwhile() {
        assertThat(waits().passes(21).handles("m0", 0).broken()).containsKey("progress");
        assertThat(waits().passes(10)
                        .suffers("m0", FaultKind.PAUSE, 1)
                        .passes(10)
                        .handles("m0", 0)
                        .broken())
                .doesNotContainKey("progress");
    }

    private static Told waits() {
        return new Told(KEY).opens("m0").sent("a");
    }

    @Test
    void progress_nothingWaits_timeDoesNotCount() {
        var told =
                waits().handles("m0", 0).passes(100).sent("b").handles("m0", 1).closes("m0", 2);

        assertThat(told.broken()).isEmpty();
    }

    @Test
    void progress_headWasGivenUp_onlyTheTimeOfOthersCounts() {
        assertThat(givenUp("a").broken()).doesNotContainKey("progress");
        assertThat(givenUp("b").broken()).containsKey("progress");
    }

    private static Told givenUp(String other) {
        return new Told(KEY)
                .opens("m0")
                .sent("a", other)
                .starts("m0", 0)
                .of("m0", Kind.GIVEN_UP, 0)
                .passes(30)
                .of("m0", Kind.DEAD_LETTERED, 0)
                .handles("m0", 1);
    }

    @Test
    void progress_endIsKnownBeforeTheAcknowledgement_nothingWaits() {
        var told = new Told(KEY).opens("m0").handles("m0", 0).sent("unknown").passes(30);

        assertThat(told.broken()).doesNotContainKey("progress");
    }
}
