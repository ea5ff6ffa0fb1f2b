package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A point in time by which something has to happen, and the one place that polls for it. Immutable. */
public final class Deadline {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** So long from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Whether it is over. */
    public boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Returns whether the condition held before the deadline; the condition is asked at least once.
     *
     * @throws TestKitException if the thread is interrupted; its flag is set again
     */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) {
                return false;
            }
            LockSupport.parkNanos(TICK_NANOS);
            if (Thread.interrupted()) {
                throw TestKitException.interrupted("waiting", new InterruptedException());
            }
        }
        return true;
    }
}
