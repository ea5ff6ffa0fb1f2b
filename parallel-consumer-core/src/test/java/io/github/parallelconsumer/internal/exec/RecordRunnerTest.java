package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.DeserializationFailure;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** A record's way through its attempts. */
@Tag("jdk21")
class RecordRunnerTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final Permits permits = new Permits(1);
    private final AssignmentToken token = Exec.token();
    private final InFlightRecord record = Exec.record(token, 3);
    private DecoderPool<String, String> decoders = Exec.strings();

    @Test
    void run_handlerReturns_succeeds() throws Exception {
        assertThat(run(3, (r, context) -> {
                    assertThat(context.attempt()).isEqualTo(1);
                    assertThat(context.lastFailure()).isEmpty();
                    assertThat(context.assignmentId()).isEqualTo(7);
                    assertThat(r.value()).isEqualTo("v3");
                }))
                .isEqualTo(new Outcome.Succeeded(1));
    }

    @Test
    void run_failsOnce_isTriedAgainNotBeforeTheDelayAndWithoutItsPermit() throws Exception {
        var attempts = new CopyOnWriteArrayList<Integer>();
        var failure = new IllegalStateException("first");
        var thread = Thread.ofVirtual()
                .start(() -> runOnce(3, (r, context) -> {
                    attempts.add(context.attempt());
                    if (context.attempt() == 1) {
                        throw failure;
                    }
                    assertThat(context.lastFailure()).containsSame(failure);
                }));
        until("backs off", () -> record.attempt() == 2 && thread.getState() == Thread.State.TIMED_WAITING);
        clock.advance(DELAY.minusNanos(1));
        permits.acquire();
        assertThat(attempts).containsExactly(1);
        clock.advance(Duration.ofNanos(1));
        until("due, and waits for a permit", () -> {
            LockSupport.unpark(thread);
            return permits.returningWaits();
        });
        assertThat(attempts).containsExactly(1);
        permits.release();
        thread.join();
        assertThat(attempts).containsExactly(1, 2);
        assertThat(record.outcome()).isEqualTo(new Outcome.Succeeded(2));
        assertThat(permits.inUse()).isZero();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException(),
                new Exception(),
                new Error(),
                new AssertionError(),
                new LinkageError(),
                new StackOverflowError(),
                new InterruptedException());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void run_keepsFailing_stopsAfterTheLastAttempt(Throwable failure) throws Exception {
        var calls = new ArrayList<Integer>();
        var outcome = runImmediately(3, (r, context) -> {
            calls.add(context.attempt());
            throwAny(failure);
        });
        assertThat(outcome).isEqualTo(new Outcome.Stopped(3, failure));
        assertThat(calls).containsExactly(1, 2, 3);
    }

    static Stream<Throwable> fatal() {
        return Stream.of(new OutOfMemoryError(), new InternalError());
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void run_jvmFails_stopsAtOnce(Throwable failure) throws Exception {
        assertThat(runImmediately(3, (r, context) -> throwAny(failure))).isEqualTo(new Outcome.Stopped(1, failure));
    }

    @Test
    void run_handlerOverflowsItsStack_isAFailedAttempt() throws Exception {
        assertThat(runImmediately(1, (r, context) -> overflow(1)))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class,
                        stopped -> assertThat(stopped.cause()).isInstanceOf(StackOverflowError.class));
    }

    @Test
    void run_handlerLeavesFlagAndMdc_bothAreCleared() throws Exception {
        var left = new ArrayList<Object>();
        var thread = Thread.ofVirtual().start(() -> {
            runOnce(1, (r, context) -> {
                MDC.put("a", "b");
                Thread.currentThread().interrupt();
            });
            left.add(Thread.currentThread().isInterrupted());
            left.add(MDC.get("a") == null);
        });
        thread.join();
        assertThat(left).containsExactly(false, true);
    }

    @Test
    void run_interruptedAndReturnsNormally_isAbandoned() throws Exception {
        assertThat(run(3, (r, context) -> record.interrupt())).isInstanceOf(Outcome.Abandoned.class);
    }

    @Test
    void run_interruptedAndThrows_isAbandonedAndNotTriedAgain() throws Exception {
        assertThat(run(3, (r, context) -> {
                    record.interrupt();
                    throw new IllegalStateException();
                }))
                .isInstanceOf(Outcome.Abandoned.class);
        assertThat(record.attempt()).isEqualTo(1);
    }

    @Test
    void run_tokenClosedBefore_isDroppedAndNotHandled() throws Exception {
        token.close();
        assertThat(run(3, (r, context) -> {
                    throw new AssertionError("must not run");
                }))
                .isInstanceOf(Outcome.Dropped.class);
    }

    @Test
    void run_undeserializable_takesTheFailurePath() throws Exception {
        decoders = Exec.pool(
                () -> (topic, data) -> {
                    throw new SerializationException("poison");
                },
                2);
        assertThat(runImmediately(2, (r, context) -> {})).isInstanceOfSatisfying(Outcome.Stopped.class, stopped -> {
            assertThat(stopped.attempts()).isEqualTo(2);
            assertThat(stopped.cause())
                    .isInstanceOf(DeserializationFailure.class)
                    .hasMessageContaining("the value of record t-0@3")
                    .hasRootCauseMessage("poison");
        });
    }

    @Test
    void run_handlerChangesHeaders_nextAttemptSeesThemFresh() throws Exception {
        record.raw().headers().add("h", new byte[] {1});
        var seen = new ArrayList<Integer>();
        runImmediately(2, (r, context) -> {
            seen.add(r.headers().toArray().length);
            r.headers().add("mine", new byte[0]);
            throw new IllegalStateException();
        });
        assertThat(seen).containsExactly(1, 1);
    }

    @Test
    void run_nullKeyAndTombstone_areNull() throws Exception {
        var seen = new ArrayList<List<Boolean>>();
        var tombstone = new InFlightRecord(new ConsumerRecord<>("t", 0, 0, null, null), token, 0);
        permits.acquire();
        var permit = new PermitHolder(permits, true);
        runner(1, DELAY, (r, context) -> seen.add(List.of(r.key() == null, r.value() == null)))
                .run(tombstone, permit);
        assertThat(seen).containsExactly(List.of(true, true));
    }

    private Outcome run(int maxAttempts, RecordHandler<String, String> handler) throws InterruptedException {
        Thread.ofVirtual().start(() -> runOnce(maxAttempts, handler)).join();
        return record.outcome();
    }

    private Outcome runImmediately(int maxAttempts, RecordHandler<String, String> handler) throws Exception {
        permits.acquire();
        var permit = new PermitHolder(permits, true);
        runner(maxAttempts, Duration.ZERO, handler).run(record, permit);
        permit.release();
        assertThat(permits.inUse()).isZero();
        return record.outcome();
    }

    private void runOnce(int maxAttempts, RecordHandler<String, String> handler) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var permit = new PermitHolder(permits, true);
        runner(maxAttempts, DELAY, handler).run(record, permit);
        permit.release();
    }

    /** Tries everything again, and stops in the end. */
    private RecordRunner<String, String> runner(
            int maxAttempts, Duration delay, RecordHandler<String, String> handler) {
        var policy =
                RetryPolicy.fixed(maxAttempts, delay).retryIf(failure -> true).withOnExhausted(OnExhausted.stop());
        return Exec.runner(handler, decoders, policy, Exec.noDeadLetters(), clock);
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    private static void throwAny(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
