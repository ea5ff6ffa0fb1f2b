package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.Health.Overdue;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One attempt that has a deadline. Thread-safe: immutable, but for what its {@link AttemptTimer} guards with its lock. */
final class TimedAttempt {

    private final AttemptTimer timer;
    private final InFlightRecord record;
    private final int attempt;
    private final long mark;
    private final Thread runner = Thread.currentThread();
    private final long start;
    private boolean reported;

    /** The current attempt of a record, on the calling thread. */
    TimedAttempt(AttemptTimer timer, InFlightRecord record, long start) {
        this.timer = timer;
        this.record = record;
        this.attempt = record.attempt();
        this.mark = record.mark();
        this.start = start;
    }

    InFlightRecord record() {
        return record;
    }

    int attempt() {
        return attempt;
    }

    long start() {
        return start;
    }

    /** How much of its time is left; at least a millisecond, since clients take zero for "no limit", or refuse it. */
    Duration timeLeft() {
        return Duration.ofNanos(Math.max(1_000_000, timer.left(this)));
    }

    /** Ends its time; returns how the attempt failed, or null when it succeeded. By the record's thread. */
    @Nullable
    Throwable end(@Nullable Throwable failure) {
        return timer.end(this, failure);
    }

    /** Interrupts it. */
    void expire() {
        record.expire(mark);
    }

    /** Whether it was reported. Under the timer's lock. */
    boolean reported() {
        return reported;
    }

    /** Notes that it was reported. Under the timer's lock. */
    void markReported() {
        reported = true;
    }

    /** What it looks like from outside. Takes the stack of its thread, which may take a moment. */
    Overdue look(long now) {
        return new Overdue(
                record.token().partition(),
                record.raw().offset(),
                attempt,
                Duration.ofNanos(now - start),
                Arrays.stream(runner.getStackTrace())
                        .map(StackTraceElement::toString)
                        .toList());
    }
}
