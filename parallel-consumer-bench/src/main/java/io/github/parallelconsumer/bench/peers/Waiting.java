package io.github.parallelconsumer.bench.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what has to come, and until a moment has come. Stateless. */
public final class Waiting {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Waiting() {}

    /** Waits for a condition, and throws what is missing after a minute. */
    static void until(BooleanSupplier condition, Supplier<String> missing) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new IllegalStateException(missing.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits for a moment of {@link System#nanoTime()}. */
    public static void until(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
