package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ways in which a record ends that is given up, or is not. */
@Tag("jdk21")
class RecordEndingsTest {
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final RetryPolicy ONCE = RetryPolicy.fixed(1, DELAY);

    private final ManualClock clock = new ManualClock();
    private final Permits permits = new Permits(1);
    private final PermitHolder permit = new PermitHolder(permits, true);
    private final AssignmentToken token = Exec.token();
    private final InFlightRecord record = Exec.record(token, 3);
    private final FailingRecords failing = new FailingRecords(Exec.NAME, new WaitNotices());
    private final IllegalStateException failure = new IllegalStateException("no");
    private DeadLetters deadLetters = Exec.noDeadLetters();

    RecordEndingsTest() throws InterruptedException {
        permits.acquire();
    }

    @Test
    void run_held_isTriedAgainNotBeforeItsDelayUntilItSucceeds() throws Exception {
        var attempts = new CopyOnWriteArrayList<Integer>();
        var thread = Thread.ofVirtual()
                .start(() -> run(ONCE, (r, context) -> {
                    attempts.add(context.attempt());
                    if (context.attempt() < 4) {
                        throw failure;
                    }
                }));
        for (int failed = 1; failed <= 3; failed++) {
            int next = failed + 1;
            until("waits", () -> record.attempt() == next && thread.getState() == Thread.State.TIMED_WAITING);
            clock.advance(DELAY.minusNanos(1));
            permits.acquire(); // what does not start now has not come to its turn for want of a permit
            LockSupport.unpark(thread);
            assertThat(permits.returningWaits()).isFalse();
            assertThat(attempts).hasSize(failed);
            assertThat(failing.any()).isTrue();
            clock.advance(Duration.ofNanos(1));
            until("due", () -> {
                LockSupport.unpark(thread);
                return permits.returningWaits();
            });
            permits.release();
        }
        thread.join();

        assertThat(attempts).containsExactly(1, 2, 3, 4);
        assertThat(record.outcome()).isEqualTo(new Outcome.Succeeded(4));
        assertThat(failing.any()).isFalse();
    }

    @Test
    void run_held_logSaysWhenItBeginsAndWhenItGoesOn() throws Exception {
        try (var log = Logged.by(FailingRecords.class)) {
            var thread = Thread.ofVirtual()
                    .start(() -> run(RetryPolicy.fixed(2, DELAY), (r, context) -> {
                        if (context.attempt() < 5) {
                            throw failure;
                        }
                    }));
            passDelays(thread);

            assertThat(log.messages())
                    .containsExactly(
                            "WARN [g/c] Record t-0@3 is held after 2 failed attempt(s): its lane waits until an attempt"
                                    + " succeeds",
                            "INFO [g/c] Record t-0@3 goes on, which was held after 4 failed attempt(s)");
            assertThat(log.stackTraces()).isEqualTo(1);
        }
    }

    @Test
    void run_heldWhenItsPartitionGoes_isDroppedAtOnce() throws Exception {
        try (var log = Logged.by(FailingRecords.class)) {
            var thread = Thread.ofVirtual()
                    .start(() -> run(ONCE, (r, context) -> {
                        throw failure;
                    }));
            until("is held", () -> record.attempt() == 2 && permits.inUse() == 0);
            token.close();
            assertThat(record.drop()).isTrue();
            thread.join();

            assertThat(record.outcome()).isInstanceOf(Outcome.Dropped.class);
            assertThat(failing.any()).isFalse();
            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void run_skippedByPolicyOrHandler_laneGoesOnWithItsPermit() {
        assertThat(run(ONCE.withOnExhausted(OnExhausted.skip()), (r, context) -> {
                    throw failure;
                }))
                .isTrue();
        assertThat(record.outcome()).isEqualTo(new Outcome.Skipped(1, failure));
        assertThat(permit.held()).isTrue();

        var skip = new SkipRecordException("of no use");
        var other = Exec.record(token, 4);
        assertThat(run(other, RetryPolicy.DEFAULT, (r, context) -> {
                    throw skip;
                }))
                .isTrue();
        assertThat(other.outcome()).isEqualTo(new Outcome.Skipped(1, skip));
    }

    @Test
    void run_deadLettered_isStoredWithoutAPermitAndTheLaneGoesOn() {
        var stored = new CopyOnWriteArrayList<Object>();
        deadLetters = (buried, attempts, cause, topic) -> {
            stored.addAll(List.of(attempts, cause, topic.apply(buried.raw(), cause), permits.inUse(), failing.any()));
            buried.startOnBehalf();
            buried.finish();
            return new Outcome.DeadLettered(attempts, "dead", cause);
        };
        assertThat(run(
                        RetryPolicy.fixed(2, Duration.ZERO).withOnExhausted(OnExhausted.deadLetter("dead")),
                        (r, context) -> {
                            throw failure;
                        }))
                .isTrue();

        assertThat(stored).containsExactly(2, failure, "dead", 0, true);
        assertThat(record.outcome()).isEqualTo(new Outcome.DeadLettered(2, "dead", failure));
        assertThat(permit.held()).isFalse();
        assertThat(permit.shareBefore(Exec.record(token, 4))).isTrue();
        assertThat(permit.held()).isTrue();
        assertThat(failing.any()).isFalse();
    }

    @Test
    void run_partitionGoesBeforeTheLetterIsSent_isDroppedAndNothingIsSent() {
        var sent = new AtomicBoolean();
        deadLetters = (buried, attempts, cause, topic) -> {
            token.close();
            sent.set(buried.startOnBehalf());
            return new Outcome.Dropped();
        };
        assertThat(run(ONCE.withOnExhausted(OnExhausted.deadLetter("dead")), (r, context) -> {
                    throw new DeadLetterException(failure);
                }))
                .isFalse();
        assertThat(record.isDropped()).isTrue();
        assertThat(sent).isFalse();
    }

    @Test
    void run_interruptedAndGivenUp_isAbandonedWhateverTheEnding() {
        var ends = List.of(OnExhausted.skip(), OnExhausted.stop(), OnExhausted.hold(), OnExhausted.deadLetter("dead"));
        for (var end : ends) {
            var interrupted = Exec.record(token, 9);
            assertThat(run(interrupted, ONCE.withOnExhausted(end), (r, context) -> {
                        interrupted.interrupt();
                        throw failure;
                    }))
                    .isFalse();
            assertThat(interrupted.outcome()).as("%s", end).isInstanceOf(Outcome.Abandoned.class);
        }
        assertThat(run(ONCE, (r, context) -> {
                    record.interrupt();
                    throw new SkipRecordException("too late");
                }))
                .isFalse();
        assertThat(record.outcome()).isInstanceOf(Outcome.Abandoned.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(failing.any()).isFalse();
    }

    @Test
    void run_predicateLeavesTheFlagSet_nextRecordDoesNotSeeIt() {
        run(
                ONCE.withOnExhausted(OnExhausted.skip()).withMaxAttempts(2).retryIf(any -> {
                    Thread.currentThread().interrupt();
                    return false;
                }),
                (r, context) -> {
                    throw failure;
                });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(record.outcome()).isEqualTo(new Outcome.Skipped(1, failure));
    }

    private boolean run(RetryPolicy policy, RecordHandler<String, String> handler) {
        return run(record, policy, handler);
    }

    private boolean run(InFlightRecord run, RetryPolicy policy, RecordHandler<String, String> handler) {
        return Exec.runner(handler, Exec.strings(), policy, failing, deadLetters, clock)
                .run(run, permit);
    }

    private void passDelays(Thread thread) {
        until("ends", () -> {
            clock.advance(DELAY);
            LockSupport.unpark(thread);
            return !thread.isAlive();
        });
    }
}
