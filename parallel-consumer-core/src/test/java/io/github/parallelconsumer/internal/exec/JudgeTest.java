package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.DeserializationFailure;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.Backoff;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.exec.Setback.Next;
import io.github.parallelconsumer.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows a failure, by policy and by kind of failure. */
class JudgeTest {
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final RetryPolicy THREE = RetryPolicy.fixed(3, DELAY);
    private static final OnExhausted.DeadLetter DEAD = (OnExhausted.DeadLetter) OnExhausted.deadLetter("dead");

    private final InFlightRecord record = Exec.record(Exec.token(), 4);
    private final IllegalStateException failure = new IllegalStateException("no");

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void verdict_attemptsLeft_isRetriedAfterTheDelay(int attempts) {
        assertThat(verdict(THREE, attempts, failure))
                .isEqualTo(new Verdict.Again(new Setback(attempts, failure, Next.RETRY), DELAY.toNanos()));
    }

    @Test
    void verdict_attemptsUsedUp_endsAsThePolicySays() {
        assertThat(verdict(THREE.withOnExhausted(OnExhausted.stop()), 3, failure))
                .isEqualTo(new Verdict.End(new Outcome.Stopped(3, failure)));
        assertThat(verdict(THREE.withOnExhausted(OnExhausted.skip()), 3, failure))
                .isEqualTo(new Verdict.End(new Outcome.Skipped(3, failure)));
        assertThat(verdict(THREE.withOnExhausted(DEAD), 3, failure))
                .isEqualTo(new Verdict.Bury(new Setback(3, failure, Next.DEAD_LETTER), DEAD.topic()));
        assertThat(verdict(THREE, 3, failure))
                .isEqualTo(new Verdict.Again(new Setback(3, failure, Next.HELD_RETRY), DELAY.toNanos()));
    }

    @Test
    void verdict_notWorthAnother_isAsIfTheAttemptsWereUsedUp() {
        var aborting = THREE.withOnExhausted(OnExhausted.skip()).abortOn(IOException.class);
        assertThat(verdict(aborting, 1, new IOException())).isInstanceOf(Verdict.End.class);
        assertThat(verdict(aborting, 1, failure)).isInstanceOf(Verdict.Again.class);

        var choosing = THREE.withOnExhausted(OnExhausted.skip()).retryIf(IOException.class::isInstance);
        assertThat(verdict(choosing, 1, new IOException())).isInstanceOf(Verdict.Again.class);
        assertThat(verdict(choosing, 1, failure)).isInstanceOf(Verdict.End.class);
    }

    @Test
    void verdict_undeserializable_isHeldAtOnceByDefault() {
        var poison = new DeserializationFailure("value", record.raw(), String.class, failure);
        assertThat(verdict(RetryPolicy.DEFAULT, 1, poison)).isInstanceOfSatisfying(Verdict.Again.class, again -> {
            assertThat(again.setback().next()).isEqualTo(Next.HELD_RETRY);
            assertThat(Duration.ofNanos(again.delayNanos())).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        });
    }

    @Test
    void verdict_heldBefore_staysHeldWhateverTheFailure() {
        heldBefore();
        assertThat(verdict(THREE, 2, failure))
                .isEqualTo(new Verdict.Again(new Setback(2, failure, Next.HELD_RETRY), DELAY.toNanos()));
    }

    @Test
    void verdict_heldWithoutDelay_isNotTriedAllTheTime() {
        assertThat(verdict(RetryPolicy.fixed(1, Duration.ZERO), 1, failure))
                .isInstanceOfSatisfying(
                        Verdict.Again.class,
                        again -> assertThat(again.delayNanos())
                                .isEqualTo(Duration.ofMillis(100).toNanos()));
    }

    @Test
    void verdict_handlerSkips_endsAtOnceEvenIfHeld() {
        var skip = new SkipRecordException("not ours");
        assertThat(verdict(THREE, 1, skip)).isEqualTo(new Verdict.End(new Outcome.Skipped(1, skip)));
        heldBefore();
        assertThat(verdict(THREE, 2, skip)).isEqualTo(new Verdict.End(new Outcome.Skipped(2, skip)));
    }

    @Test
    void verdict_handlerWantsADeadLetter_isBuriedForItsCause() {
        assertThat(new Judge("[g/c]", THREE, DEAD).verdict(record, 1, new DeadLetterException(failure)))
                .isEqualTo(new Verdict.Bury(new Setback(1, failure, Next.DEAD_LETTER), DEAD.topic()));
    }

    @Test
    void verdict_handlerWantsADeadLetterWithoutATopic_endsAsThePolicySaysAndIsLoggedOnce() {
        var judge = new Judge("[g/c]", THREE.withOnExhausted(OnExhausted.stop()), null);
        try (var log = Logged.by(Judge.class)) {
            for (int i = 0; i < 3; i++) {
                assertThat(judge.verdict(record, 1, new DeadLetterException(failure)))
                        .isEqualTo(new Verdict.End(new Outcome.Stopped(1, failure)));
            }
            assertThat(log.messages()).singleElement().asString().contains("[g/c]", "no topic is set");
        }
    }

    static Stream<Throwable> fatal() {
        return Stream.of(new OutOfMemoryError(), new InternalError());
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void verdict_jvmFails_stopsWhateverThePolicy(Throwable fatal) {
        assertThat(verdict(THREE, 1, fatal)).isEqualTo(new Verdict.End(new Outcome.Stopped(1, fatal)));
        assertThat(verdict(THREE.withOnExhausted(DEAD), 3, fatal)).isInstanceOf(Verdict.End.class);
    }

    @Test
    void verdict_predicateThrows_isRetriedAndLoggedOnce() {
        var broken = THREE.withOnExhausted(OnExhausted.skip())
                .abortOn(JudgeTest::throwing)
                .retryIf(JudgeTest::throwing);
        var judge = new Judge("[g/c]", broken, null);
        try (var log = Logged.by(Judge.class)) {
            for (int i = 0; i < 3; i++) {
                assertThat(judge.verdict(record, 1, failure)).isInstanceOf(Verdict.Again.class);
            }
            assertThat(log.messages()).singleElement().asString().contains("abortOn", "tried again");
        }
    }

    @Test
    void verdict_predicateFindsTheJvmAtItsEnd_failsTheEngine() {
        var broken = THREE.retryIf(any -> {
            throw new OutOfMemoryError("made up");
        });
        assertThatThrownBy(() -> verdict(broken, 1, failure)).isInstanceOf(OutOfMemoryError.class);
    }

    static Stream<Function<Integer, Duration>> brokenDelays() {
        return Stream.of(attempts -> null, attempts -> Duration.ofNanos(-1), attempts -> {
            throw new StackOverflowError("made up");
        });
    }

    @ParameterizedTest
    @MethodSource("brokenDelays")
    void verdict_customBackoffFails_defaultDecidesAndIsLoggedOnce(Function<Integer, Duration> delays) {
        var calls = new AtomicInteger();
        var judge = new Judge(
                "[g/c]",
                RetryPolicy.DEFAULT.withBackoff(Backoff.custom((attempts, why) -> {
                    calls.incrementAndGet();
                    return delays.apply(attempts);
                })),
                null);
        try (var log = Logged.by(Judge.class)) {
            for (int attempts = 1; attempts <= 3; attempts++) {
                long wholeMillis = 100L << (attempts - 1);
                assertThat(judge.verdict(record, attempts, failure))
                        .isInstanceOfSatisfying(
                                Verdict.Again.class,
                                again -> assertThat(Duration.ofNanos(again.delayNanos()))
                                        .isBetween(Duration.ofMillis(wholeMillis / 2), Duration.ofMillis(wholeMillis)));
            }
            assertThat(log.messages()).singleElement().asString().contains("custom backoff failed");
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void verdict_customBackoffSaysForEver_isBounded() {
        var patient = THREE.withBackoff(Backoff.custom((attempts, why) -> Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(verdict(patient, 1, failure))
                .isInstanceOfSatisfying(
                        Verdict.Again.class,
                        again -> assertThat(again.delayNanos()).isEqualTo(Long.MAX_VALUE / 2));
    }

    private Verdict verdict(RetryPolicy policy, int attempts, Throwable failure) {
        return new Judge("[g/c]", policy, null).verdict(record, attempts, failure);
    }

    private void heldBefore() {
        record.start();
        record.requeue(new Setback(1, failure, Next.HELD_RETRY));
    }

    private static boolean throwing(Throwable failure) {
        throw new IllegalStateException("a careless predicate");
    }
}
