package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.LaneGivenUpException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the records of a lane that was given up. */
@Tag("jdk21")
class GivenUpLaneTest {

    private static final Duration DELAY = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final Permits permits = new Permits(1);
    private final AssignmentToken token = Exec.token();
    private final InFlightRecord head = Exec.record(token, 3);
    private final InFlightRecord follower = Exec.record(token, 4);
    private final IllegalStateException failure = new IllegalStateException("no");
    private final List<Long> tried = new CopyOnWriteArrayList<>();
    private final List<InFlightRecord> buried = new CopyOnWriteArrayList<>();
    private volatile boolean well;

    @Test
    void giveUp_headWaitsForItsDelay_becomesADeadLetterAtOnceWithItsLastFailure() throws Exception {
        var thread = waiting();
        head.giveUp();
        thread.join();

        assertThat(head.outcome()).isEqualTo(new Outcome.DeadLettered(1, "dead", failure));
        assertThat(head.setback()).isEqualTo(new Setback(1, failure, Setback.Next.DEAD_LETTER));
        assertThat(tried).containsExactly(3L);
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void run_headWentToADeadLetter_followsUntriedWithACauseThatNamesTheHead() throws Exception {
        var thread = waiting();
        follower.givenUpWith(head);
        head.giveUp();
        thread.join();
        run(follower);

        assertThat(follower.outcome()).isInstanceOfSatisfying(Outcome.DeadLettered.class, dead -> {
            assertThat(dead.attempts()).isZero();
            assertThat(dead.cause()).isInstanceOfSatisfying(LaneGivenUpException.class, why -> {
                assertThat(why.offset()).isEqualTo(3);
                assertThat(why.partition()).isEqualTo(token.partition());
                assertThat(why).hasCause(failure).hasMessageContaining("t-0@3");
            });
        });
        assertThat(tried).containsExactly(3L);
        assertThat(buried).containsExactly(head, follower);
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void run_headSucceededNevertheless_isTriedAsAnyRecord() throws Exception {
        var thread = waiting();
        follower.givenUpWith(head);
        well = true;
        until("succeeds", () -> {
            clock.advance(DELAY);
            LockSupport.unpark(thread);
            return !thread.isAlive();
        });
        head.giveUp();
        run(follower);

        assertThat(head.outcome()).isEqualTo(new Outcome.Succeeded(2));
        assertThat(follower.outcome()).isEqualTo(new Outcome.Succeeded(1));
        assertThat(buried).isEmpty();
    }

    @Test
    void run_headWasADeadLetterBeforeItWasGivenUp_isTriedAsAnyRecord() throws Exception {
        run(head, 1);
        follower.givenUpWith(head);
        head.giveUp();
        well = true;
        run(follower);

        assertThat(head.outcome()).isEqualTo(new Outcome.DeadLettered(1, "dead", failure));
        assertThat(follower.outcome()).isEqualTo(new Outcome.Succeeded(1));
    }

    @Test
    void backOff_headWaitsToSendItsDeadLetterAgain_isNotCutShort() throws Exception {
        assertThat(head.start()).isTrue();
        assertThat(head.requeue(new Setback(1, failure, Setback.Next.DEAD_LETTER)))
                .isTrue();
        head.giveUp();
        var thread = Thread.ofVirtual().start(() -> head.backOff(DELAY.toNanos(), clock));
        until("parked", () -> thread.getState() == Thread.State.TIMED_WAITING);

        head.drop();
        LockSupport.unpark(thread);
        thread.join();
    }

    private Thread waiting() {
        var thread = Thread.ofVirtual().start(() -> run(head));
        until("backs off", () -> permits.inUse() == 0 && head.attempt() == 2);
        return thread;
    }

    private void run(InFlightRecord record) {
        run(record, 3);
    }

    private void run(InFlightRecord record, int maxAttempts) {
        var policy = RetryPolicy.fixed(maxAttempts, DELAY).withOnExhausted(OnExhausted.deadLetter("dead"));
        RecordHandler<String, String> handler = (r, context) -> {
            tried.add(r.offset());
            if (!well) {
                throw failure;
            }
        };
        DeadLetters letters = (dead, attempts, cause, topic) -> {
            buried.add(dead);
            return new Outcome.DeadLettered(attempts, topic.apply(dead.raw(), cause), cause);
        };
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var permit = new PermitHolder(permits, true);
        Exec.runner(handler, Exec.strings(), policy, letters, clock).run(record, permit);
        permit.release();
    }
}
