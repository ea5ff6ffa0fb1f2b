package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptWordTest {

    @Test
    void nextAttempt_first_isTheSecondOfTheSameRecord() {
        long word = AttemptWord.nextRecord(AttemptWord.FIRST) | AttemptWord.RUNNING;
        long next = AttemptWord.nextAttempt(word);

        assertThat(AttemptWord.attempt(next)).isEqualTo(2);
        assertThat(AttemptWord.done(next)).isEqualTo(1);
        assertThat(AttemptWord.phase(next)).isEqualTo(AttemptWord.QUEUED);
    }

    @Test
    void nextAttempt_atTheGreatest_staysThereAndLeavesWhatIsDone() {
        long word = 0xFFFF_FFF8L | AttemptWord.RUNNING;
        long next = AttemptWord.nextAttempt(word);

        assertThat(AttemptWord.attempt(word)).isEqualTo((1 << 29) - 1);
        assertThat(AttemptWord.attempt(next)).isEqualTo((1 << 29) - 1);
        assertThat(AttemptWord.done(next)).isZero();
        assertThat(AttemptWord.phase(next)).isEqualTo(AttemptWord.QUEUED);
    }

    @Test
    void nextRecord_afterAnyAttempt_beginsWithTheFirst() {
        long word = AttemptWord.nextRecord(AttemptWord.FIRST | AttemptWord.EXPIRED);

        assertThat(AttemptWord.attempt(word)).isEqualTo(1);
        assertThat(AttemptWord.done(word)).isEqualTo(1);
        assertThat(AttemptWord.done(AttemptWord.nextRecord(word))).isEqualTo(2);
        assertThat(AttemptWord.phase(word)).isEqualTo(AttemptWord.QUEUED);
    }
}
