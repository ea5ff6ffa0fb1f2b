package io.github.parallelconsumer.config;

import io.github.parallelconsumer.api.DeserializationFailure;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How often a failing record is tried, and what follows then. While a record waits for its next attempt it holds no
 * permit, and only its own lane waits; it starts again no earlier than its delay and is then the next in line. Attempts
 * are counted anew when the record is delivered again. Immutable: each method makes another policy.
 *
 * <p>Whatever the policy, a handler ends a record at once by {@link io.github.parallelconsumer.api.SkipRecordException} or
 * {@link io.github.parallelconsumer.api.DeadLetterException}, and an {@link OutOfMemoryError} or {@link InternalError} stops
 * the consumer.
 */
public final class RetryPolicy {

    /**
     * Ten attempts, {@link Backoff#exponential} from 100 ms to 30 s between them, which together last 26 to 51 seconds: long
     * enough to outlast the restart of what a handler calls. Bytes that cannot be deserialized are not tried again, as
     * they will not change. In the end the record is held, see {@link OnExhausted#hold}: nothing is lost and nothing is
     * out of order until the user has decided otherwise.
     */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            10,
            Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(30)),
            failure -> !(failure instanceof DeserializationFailure),
            failure -> false,
            OnExhausted.hold());

    private final int maxAttempts;
    private final Backoff backoff;
    private final Predicate<Throwable> retryIf;
    private final Predicate<Throwable> abortOn;
    private final OnExhausted onExhausted;

    private RetryPolicy(
            int maxAttempts,
            Backoff backoff,
            Predicate<Throwable> retryIf,
            Predicate<Throwable> abortOn,
            OnExhausted onExhausted) {
        this.maxAttempts = maxAttempts;
        this.backoff = Given.of("backoff", backoff);
        this.retryIf = Given.of("retryIf", retryIf);
        this.abortOn = abortOn;
        this.onExhausted = Given.of("onExhausted", onExhausted);
    }

    /** The default policy with so many attempts and the same delay between any two of them. */
    public static RetryPolicy fixed(int maxAttempts, Duration delay) {
        return DEFAULT.withMaxAttempts(maxAttempts).withBackoff(Backoff.fixed(delay));
    }

    /** With so many attempts in all, the first included; at least 1. */
    public RetryPolicy withMaxAttempts(int maxAttempts) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", it must be at least 1");
        }
        return new RetryPolicy(maxAttempts, backoff, retryIf, abortOn, onExhausted);
    }

    /** With this time between two attempts. */
    public RetryPolicy withBackoff(Backoff backoff) {
        return new RetryPolicy(maxAttempts, backoff, retryIf, abortOn, onExhausted);
    }

    /** With this ending of a record whose attempts are used up. */
    public RetryPolicy withOnExhausted(OnExhausted onExhausted) {
        return new RetryPolicy(maxAttempts, backoff, retryIf, abortOn, onExhausted);
    }

    /**
     * With another attempt only after the failures that the predicate accepts; for any other the attempts are used up at
     * once. Takes the place of the predicate before it; the default accepts everything but {@link DeserializationFailure}.
     * The predicate runs on the record's thread. When it throws, which the log says once, the failure counts as accepted.
     */
    public RetryPolicy retryIf(Predicate<Throwable> predicate) {
        return new RetryPolicy(maxAttempts, backoff, predicate, abortOn, onExhausted);
    }

    /**
     * With no further attempt after the failures that the predicate accepts, even if {@link #retryIf} accepts them, too; the
     * attempts are used up at once. Adds to the predicates before it. The predicate runs on the record's thread. When it
     * throws, which the log says once, the failure counts as not accepted.
     */
    public RetryPolicy abortOn(Predicate<Throwable> predicate) {
        return new RetryPolicy(maxAttempts, backoff, retryIf, abortOn.or(Given.of("abortOn", predicate)), onExhausted);
    }

    /** With no further attempt after failures of these classes and their subclasses; see {@link #abortOn(Predicate)}. */
    @SafeVarargs
    public final RetryPolicy abortOn(Class<? extends Throwable>... classes) {
        var policy = this;
        for (var one : Given.of("abortOn", classes)) {
            policy = policy.abortOn(Given.of("a class of abortOn", one)::isInstance);
        }
        return policy;
    }

    /** Attempts in all, the first included. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** How long to wait between two attempts. */
    public Backoff backoff() {
        return backoff;
    }

    /** Whether a failure is worth another attempt. */
    public Predicate<Throwable> retryIf() {
        return retryIf;
    }

    /** Whether a failure uses the attempts up at once. */
    public Predicate<Throwable> abortOn() {
        return abortOn;
    }

    /** What becomes of a record after the last attempt. */
    public OnExhausted onExhausted() {
        return onExhausted;
    }
}
