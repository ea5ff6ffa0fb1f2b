package io.github.parallelconsumer.demo.process;

import java.time.Duration;
import java.util.Locale;

/** Measures a time from its making on. The only reader of the clock here. Immutable. */
public final class Stopwatch {

    private final long start = System.nanoTime();

    /** The time since. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public String toString() {
        return seconds(elapsed());
    }

    /** For people: a tenth of a second is exact enough. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }
}
