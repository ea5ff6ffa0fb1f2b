package io.github.parallelconsumer.demo.viewer;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Milliseconds since 1970 that go on evenly, also when somebody sets the machine's clock. Immutable. */
final class SteadyClock implements LongSupplier {

    private final LongSupplier nanos;
    private final long startNanos;
    private final long startMillis;

    /** Right from now on, after the machine's clock. */
    SteadyClock() {
        this(System.currentTimeMillis(), System::nanoTime);
    }

    /** Begins at this time. */
    SteadyClock(long startMillis, LongSupplier nanos) {
        this.nanos = nanos;
        this.startMillis = startMillis;
        startNanos = nanos.getAsLong();
    }

    @Override
    public long getAsLong() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }
}
