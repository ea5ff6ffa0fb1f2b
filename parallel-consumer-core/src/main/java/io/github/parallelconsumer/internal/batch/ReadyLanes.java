package io.github.parallelconsumer.internal.batch;

import io.github.parallelconsumer.internal.exec.InFlightRecord;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a batch that may start at once, and how far they have been taken. A lane is its first record. Thread-safe:
 * an atomic cursor; each lane goes to one taker. Meeting place of the batch's threads.
 */
final class ReadyLanes {

    static final ReadyLanes NONE = new ReadyLanes(new @Nullable InFlightRecord[0], 0);

    private final @Nullable InFlightRecord[] lanes;
    private final int count;
    private final AtomicInteger cursor = new AtomicInteger();

    /** The first so many of the lanes; the array is not used by anyone else afterwards. */
    ReadyLanes(@Nullable InFlightRecord[] lanes, int count) {
        this.lanes = lanes;
        this.count = count;
    }

    /** Takes the next lane, or null when all are taken. */
    @Nullable
    InFlightRecord take() {
        if (!hasNext()) {
            return null;
        }
        int index = cursor.getAndIncrement();
        if (index >= count) {
            return null;
        }
        var lane = lanes[index];
        lanes[index] = null; // a record that retries for hours must not keep its batch alive
        return lane;
    }

    /** Whether a lane was left a moment ago. */
    boolean hasNext() {
        return cursor.get() < count;
    }
}
