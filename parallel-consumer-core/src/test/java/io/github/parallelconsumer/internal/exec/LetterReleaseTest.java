package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.spi.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Records on their way to a sink when their partition goes, or someone interrupts. */
class LetterReleaseTest extends LetterOfficeFixture {

    @Test
    void bury_notAcknowledgedAndInterrupted_isAbandonedWhateverComesLater() {
        var held = sink.hold();
        var outcome = bury(record);
        sink.awaitSent(1);
        token.close();
        assertThat(record.drop()).as("a letter on its way is awaited").isFalse();
        assertThat(outcome).isNotDone();

        assertThat(record.interrupt()).isTrue();
        assertThat(outcome.join()).isEqualTo(new Outcome.Abandoned());
        held.complete(null);
        assertThat(record.isRunning()).isFalse();
    }

    @Test
    void bury_acknowledgedAfterThePartitionWasRevoked_isDeadLettered() {
        var held = sink.hold();
        var outcome = bury(record);
        sink.awaitSent(1);
        token.close();
        held.complete(null);

        assertThat(outcome.join()).isInstanceOf(Outcome.DeadLettered.class);
    }

    @Test
    void bury_failsAfterThePartitionWasRevoked_isDroppedAndNotSentAgain() {
        var held = sink.hold();
        var outcome = bury(record);
        sink.awaitSent(1);
        token.close();
        held.completeExceptionally(away());

        assertThat(outcome.join()).isEqualTo(new Outcome.Dropped());
        assertThat(sink.sent).hasSize(1);
    }

    @Test
    void bury_partitionGoesBeforeItsTurn_isDroppedAndNotSent() {
        var letGo = new CountDownLatch(1);
        sink.answer(letter -> {
            awaitQuietly(letGo);
            return ScriptedSink.stored();
        });
        var other = new AssignmentToken(token.partition(), 8);
        var first = bury(Exec.record(other, 1));
        sink.awaitSent(1);
        var dropped = Exec.record(token, 3);
        var unnoticed = Exec.record(token, 4);
        var outcomes = List.of(bury(dropped), bury(unnoticed));
        token.close();
        dropped.drop();
        assertThat(outcomes.getFirst().join()).isEqualTo(new Outcome.Dropped());

        letGo.countDown();
        assertThat(outcomes.getLast().join()).isEqualTo(new Outcome.Dropped());
        assertThat(first.join()).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(sink.offsets()).containsExactly(1L);
    }

    @Test
    void bury_partitionHasGone_isDroppedThoughTheSenderIsStuck() {
        var letGo = new CountDownLatch(1);
        sink.answer(letter -> {
            awaitQuietly(letGo);
            return ScriptedSink.stored();
        });
        var first = bury(Exec.record(new AssignmentToken(token.partition(), 8), 1));
        sink.awaitSent(1);
        token.close();
        assertThat(bury(record).join()).isEqualTo(new Outcome.Dropped());

        letGo.countDown();
        assertThat(first.join()).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(sink.offsets()).containsExactly(1L);
    }

    @Test
    void bury_partitionGoesWhileItBacksOff_isDroppedAtOnce() {
        sink.fail(away());
        var outcome = bury(record);
        until("visible", () -> !office.problems().isEmpty());
        release(outcome);
        assertThat(sink.sent).hasSize(1);
    }

    @Test
    void bury_interruptedByNobodyOfOurs_goesOnWaiting() {
        var held = sink.hold();
        var outcome = bury(record);
        sink.awaitSent(1);
        buriers.forEach(Thread::interrupt);
        held.complete(null);
        assertThat(outcome.join()).isInstanceOf(Outcome.DeadLettered.class);
    }
}
