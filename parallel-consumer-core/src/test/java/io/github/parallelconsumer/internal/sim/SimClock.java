package io.github.parallelconsumer.internal.sim;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A clock that stands still until the scheduler moves it. The consumer thread reads it at each step of a release, which is
 * where the scheduler gets its turn meanwhile. Thread-safe.
 */
final class SimClock implements LongSupplier {

    private volatile long now = 1_000_000_000_000L;
    private final Thread consumerThread = Thread.currentThread();
    private final Runnable onRead;

    SimClock(Runnable onRead) {
        this.onRead = onRead;
    }

    void advance(Duration time) {
        now = time.plusNanos(now).toNanos();
    }

    long now() {
        return now;
    }

    @Override
    public long getAsLong() {
        if (Thread.currentThread() == consumerThread) {
            onRead.run();
        }
        return now;
    }
}
