package io.github.parallelconsumer.bench.peers;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides which parts of a contender's passes over a topic count. Confined to one thread.
 *
 * <p>A topic holds fewer records than a fast contender reads in the time, so it is read again and again, each time by a new
 * group. What counts of a pass begins when polls are full and handlers busy, and ends before partitions run dry; so
 * joining, leaving and the last records are in no figure. The warm-up is the first passes, the window the sum of what
 * counts after it; a slow contender has both within its first pass.
 */
final class Meter {

    /** From here on polls are full, for handlers that do nothing. */
    private static final double STARTED = 0.05;
    /** And after this time, for handlers that take their time: as many run by then as may. */
    private static final long STARTED_NANOS = 1_000_000_000;
    /** Up to here records come from all partitions. */
    private static final double FULL = 0.95;

    private final long records;
    private final long warmUpNanos;
    private final long windowNanos;
    private final Function<Tick, Sample> gauges;
    private final Tally tally = new Tally();
    private long warmNanos;
    private @Nullable Tick first;
    private @Nullable Tick last;
    private @Nullable Sample opened;

    Meter(long records, long warmUpNanos, long windowNanos, Function<Tick, Sample> gauges) {
        this.records = records;
        this.warmUpNanos = warmUpNanos;
        this.windowNanos = windowNanos;
        this.gauges = gauges;
    }

    /**
     * Looks how far a pass is. Only where a part that counts begins or ends are all gauges read, since reading them takes
     * time from the contender.
     */
    void look(Tick now) {
        if (now.handled() == 0 || isFull()) {
            return;
        }
        if (first == null) {
            first = now;
        }
        last = now;
        boolean nearEnd = now.handled() >= records * FULL;
        if (opened != null) {
            if (nearEnd || isLongEnough(opened.tick(), now)) {
                close(opened, now);
            }
        } else if (isWarm(first, now) && hasStarted(first, now) && !nearEnd) {
            opened = gauges.apply(now);
        }
    }

    private void close(Sample from, Tick now) {
        tally.add(from, gauges.apply(now));
        opened = null;
    }

    /** A window in which no record was handled says nothing, so it stays open until one is. */
    private boolean isLongEnough(Tick from, Tick now) {
        return tally.nanos() + now.nanos() - from.nanos() >= windowNanos && now.handled() > from.handled();
    }

    private boolean isWarm(Tick from, Tick now) {
        return warmNanos + now.nanos() - from.nanos() >= warmUpNanos;
    }

    private boolean hasStarted(Tick from, Tick now) {
        return now.handled() >= records * STARTED || now.nanos() - from.nanos() >= STARTED_NANOS;
    }

    /** The pass is over; another one begins if the window is not full. */
    void endPass() {
        if (first != null && last != null) {
            warmNanos += last.nanos() - first.nanos();
        }
        first = null;
        last = null;
        opened = null;
    }

    boolean isMeasuring() {
        return opened != null;
    }

    boolean isFull() {
        return tally.nanos() >= windowNanos;
    }

    Tally tally() {
        return tally;
    }
}
