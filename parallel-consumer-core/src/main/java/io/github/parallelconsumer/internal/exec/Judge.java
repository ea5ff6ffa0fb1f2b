package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows a failed attempt, by the user's policy, whose functions may fail themselves. Thread-safe: holds no
 * state of a record. Runs on record threads, within the attempt, so that a release interrupts a function of the user's which
 * does not return; a {@code handlerTimeout} does not, as the attempt has ended for it.
 */
public final class Judge {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
    /** Between two attempts at a held record: a policy without delays must not keep a thread busy for ever. */
    private static final long LEAST_HOLD_NANOS = Duration.ofMillis(100).toNanos();

    private final String name;
    private final RetryPolicy policy;
    private final OnExhausted.@Nullable DeadLetter onRequest;
    private final LogOnce predicateFailed = new LogOnce(LOG);
    private final LogOnce backoffFailed = new LogOnce(LOG);
    private final LogOnce nowhereToSend = new LogOnce(LOG);

    /**
     * A judge by a policy.
     *
     * @param name what log lines call the consumer
     * @param onRequest where a handler's dead letters go, or null when there is no place for them
     */
    public Judge(String name, RetryPolicy policy, OnExhausted.@Nullable DeadLetter onRequest) {
        this.name = name;
        this.policy = policy;
        this.onRequest = onRequest;
    }

    /** What becomes of the record instead of an attempt, since its lane was given up; null when it was not. */
    Verdict.@Nullable Bury insteadOfAttempt(InFlightRecord record) {
        var setback = GivenUpLane.insteadOfAttempt(record);
        return setback == null || onRequest == null ? null : new Verdict.Bury(setback, onRequest.topic());
    }

    /** What follows, now that so many attempts at the record have failed, the last one like this. */
    Verdict verdict(InFlightRecord record, int attempts, Throwable failure) {
        if (Failures.isFatal(failure)) {
            return new Verdict.End(new Outcome.Stopped(attempts, failure));
        }
        return switch (failure) {
            case SkipRecordException skip -> new Verdict.End(new Outcome.Skipped(attempts, skip));
            case DeadLetterException wanted -> deadLetter(attempts, wanted);
            default -> byPolicy(record.setback(), attempts, failure);
        };
    }

    private Verdict deadLetter(int attempts, DeadLetterException wanted) {
        var cause = Objects.requireNonNullElse(wanted.getCause(), wanted);
        if (onRequest != null) {
            return bury(attempts, cause, onRequest);
        }
        nowhereToSend.warn(
                cause,
                "{} A handler wants a dead letter, but no topic is set; what follows is as after the last attempt",
                name);
        return exhausted(attempts, cause);
    }

    private Verdict byPolicy(@Nullable Setback before, int attempts, Throwable failure) {
        if (before != null && before.next() == Setback.Next.HELD_RETRY) {
            return hold(attempts, failure);
        }
        if (attempts < policy.maxAttempts() && isWorthAnother(failure)) {
            var setback = new Setback(attempts, failure, Setback.Next.RETRY);
            return new Verdict.Again(setback, delayNanos(attempts, failure, false));
        }
        return exhausted(attempts, failure);
    }

    private Verdict exhausted(int attempts, Throwable failure) {
        return switch (policy.onExhausted()) {
            case OnExhausted.Hold hold -> hold(attempts, failure);
            case OnExhausted.DeadLetter to -> bury(attempts, failure, to);
            case OnExhausted.Skip skip -> new Verdict.End(new Outcome.Skipped(attempts, failure));
            case OnExhausted.Stop stop -> new Verdict.End(new Outcome.Stopped(attempts, failure));
        };
    }

    private Verdict hold(int attempts, Throwable failure) {
        return new Verdict.Again(
                new Setback(attempts, failure, Setback.Next.HELD_RETRY),
                Math.max(LEAST_HOLD_NANOS, delayNanos(attempts, failure, true)));
    }

    private static Verdict bury(int attempts, Throwable cause, OnExhausted.DeadLetter to) {
        return new Verdict.Bury(new Setback(attempts, cause, Setback.Next.DEAD_LETTER), to.topic());
    }

    private boolean isWorthAnother(Throwable failure) {
        return !ask("abortOn", policy.abortOn(), failure, false) && ask("retryIf", policy.retryIf(), failure, true);
    }

    private boolean ask(String what, Predicate<Throwable> predicate, Throwable failure, boolean whenUnknown) {
        try {
            return predicate.test(failure);
        } catch (Throwable broken) { // whatever it is, the record must not suffer for it
            rethrowFatal(broken);
            predicateFailed.warn(
                    broken, "{} The predicate {} of the retry policy failed; the record is tried again", name, what);
            return whenUnknown;
        }
    }

    private long delayNanos(int attempts, Throwable failure, boolean held) {
        try {
            var delay = delay(policy, attempts, failure, held);
            if (!delay.isNegative()) {
                return Nanos.of(delay);
            }
            throw new IllegalArgumentException("the delay is " + delay);
        } catch (Throwable broken) { // as above
            rethrowFatal(broken);
            backoffFailed.warn(broken, "{} The custom backoff failed; the default one decides instead", name);
            return Nanos.of(delay(RetryPolicy.DEFAULT, attempts, failure, held));
        }
    }

    private static Duration delay(RetryPolicy policy, int attempts, Throwable failure, boolean held) {
        var backoff = policy.backoff();
        return held ? backoff.delayWhenHeld(attempts, failure) : backoff.delay(attempts, failure);
    }

    private static void rethrowFatal(Throwable broken) {
        if (Failures.isFatal(broken)) {
            throw (VirtualMachineError) broken;
        }
    }
}
