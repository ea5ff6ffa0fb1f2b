package io.github.parallelconsumer.internal.kafka;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * When to join the group again after it has refused this member. Thread-safe: anyone wakes, the rest is confined to the
 * consumer thread.
 */
final class Rejoin {

    private static final long FIRST_DELAY_NANOS = Duration.ofMillis(500).toNanos();
    private static final int MOST_DOUBLINGS = 4;

    private final LongSupplier nanoTime;
    private final Semaphore woken = new Semaphore(0);
    private boolean pending;
    private int refusals;
    private long at;

    Rejoin(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The group has refused this member; returns how long to wait, which doubles up to 8 s. */
    Duration refused() {
        long delay = FIRST_DELAY_NANOS << Math.min(refusals, MOST_DOUBLINGS);
        pending = true;
        refusals++;
        at = nanoTime.getAsLong() + delay;
        return Duration.ofNanos(delay);
    }

    /** The group has taken this member. */
    void accepted() {
        refusals = 0;
    }

    boolean pending() {
        return pending;
    }

    /** Waits for the time to join again, up to the timeout; true when it has come, once. */
    boolean await(Duration timeout) {
        try {
            long left = at - nanoTime.getAsLong();
            boolean due = left <= timeout.toNanos();
            boolean wokenEarly = woken.tryAcquire(Math.min(left, timeout.toNanos()), TimeUnit.NANOSECONDS);
            pending = wokenEarly || !due;
            return !pending;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Ends a waiting, or the next one. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }
}
