package io.github.parallelconsumer.internal.exec;

import org.jspecify.annotations.Nullable;

/**
 * What is done around every call of the handler: its time is taken. Thread-safe: immutable. Costs nothing when not asked
 * for.
 */
public final class AttemptWatch {

    /** Watches nothing. */
    public static final AttemptWatch NONE = new AttemptWatch(null);

    private final @Nullable AttemptTimer timer;

    /**
     * A watch.
     *
     * @param timer the timer of deadlines, or null when there are none
     */
    public AttemptWatch(@Nullable AttemptTimer timer) {
        this.timer = timer;
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
    Throwable end(@Nullable TimedAttempt timed, @Nullable Throwable failure) {
        return timed == null ? failure : timed.end(failure);
    }
}
