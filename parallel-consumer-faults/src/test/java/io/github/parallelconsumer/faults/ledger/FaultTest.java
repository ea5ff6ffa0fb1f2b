package io.github.parallelconsumer.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultTest {

    @ParameterizedTest
    @CsvSource({"FREEZE, 9, FREEZE", "FREEZE, 3, PAUSE", "PAUSE, 3, PAUSE", "PAUSE, 9, FREEZE", "KILL, 9, KILL"})
    void over_stopOfAMember_isWhatItsLengthMadeIt(FaultKind meant, long seconds, FaultKind was) {
        assertThat(Fault.over(meant, "m0", 0, seconds * 1_000_000_000).kind()).isEqualTo(was);
    }
}
