package io.github.parallelconsumer.internal.exec;

import java.time.Duration;

/** Turns durations into nanoseconds that may be added to the clock's without overflow. */
public final class Nanos {

    /** About 146 years, which stands for "for ever". */
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private static final Duration LONGEST = Duration.ofNanos(FOREVER);

    private Nanos() {}

    /** The nanoseconds of a duration, or of about 146 years if it is longer. */
    public static long of(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : FOREVER;
    }
}
