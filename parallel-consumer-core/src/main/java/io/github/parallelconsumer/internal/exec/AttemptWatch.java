package io.github.parallelconsumer.internal.exec;

import org.jspecify.annotations.Nullable;

/**
 * What is done around every call of the handler: its time is taken, its end is counted. Thread-safe: immutable. Costs
 * nothing when neither is asked for.
 */
public final class AttemptWatch {

    private final @Nullable AttemptTimer timer;
    private final @Nullable AttemptMeter meter;

    /**
     * A watch.
     *
     * @param timer the timer of deadlines, or null when there are none
     * @param meter where the ends of attempts are counted, or null when nobody wants to know
     */
    public AttemptWatch(@Nullable AttemptTimer timer, @Nullable AttemptMeter meter) {
        this.timer = timer;
        this.meter = meter;
    }

    /** Before the record's current attempt, on its thread; returns what is to be given to the end, if anything. */
    @Nullable
    TimedAttempt begin(InFlightRecord record) {
        return timer == null ? null : timer.begin(record);
    }

    /**
     * After the attempt, on the same thread.
     *
     * @param failure what the attempt has thrown, or null
     * @return how the attempt failed, or null when it succeeded
     */
    @Nullable
    Throwable end(InFlightRecord record, @Nullable TimedAttempt timed, @Nullable Throwable failure) {
        var end = timed == null ? failure : timed.end(failure);
        if (meter != null && !record.isInterrupted()) {
            meter.count(record.attempt(), end);
        }
        return end;
    }
}
