package io.github.parallelconsumer.internal.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements LongSupplier {

    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);

    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
