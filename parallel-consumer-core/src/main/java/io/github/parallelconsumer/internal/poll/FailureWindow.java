package io.github.parallelconsumer.internal.poll;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How many attempts have ended within the newest stretch of time, and how many of them failed. Time goes on in steps of a
 * tenth of the stretch, so between nine tenths and all of it are seen. Confined to the consumer thread.
 */
final class FailureWindow {

    private static final int BUCKETS = 10;

    private final long bucketNanos;
    private final long origin;
    private final long[] attempts = new long[BUCKETS];
    private final long[] failures = new long[BUCKETS];
    private long newest;

    FailureWindow(long nanos, long now) {
        bucketNanos = nanos / BUCKETS;
        origin = now;
    }

    /** Adds attempts that have ended by now, and forgets those that are too old. */
    void add(long now, long attempts, long failures) {
        moveTo((now - origin) / bucketNanos);
        this.attempts[slot(newest)] += attempts;
        this.failures[slot(newest)] += failures;
    }

    private void moveTo(long bucket) {
        for (long next = Math.max(newest + 1, bucket - BUCKETS + 1); next <= bucket; next++) {
            attempts[slot(next)] = 0;
            failures[slot(next)] = 0;
        }
        newest = bucket;
    }

    private static int slot(long bucket) {
        return (int) (bucket % BUCKETS);
    }

    void clear() {
        Arrays.fill(attempts, 0);
        Arrays.fill(failures, 0);
    }

    long attempts() {
        return LongStream.of(attempts).sum();
    }

    long failures() {
        return LongStream.of(failures).sum();
    }
}
