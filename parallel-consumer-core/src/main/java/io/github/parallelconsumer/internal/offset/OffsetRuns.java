package io.github.parallelconsumer.internal.offset;

import java.util.Arrays;

/**
 * Which offsets from a base on are finished, as runs: unfinished, finished, unfinished, ..., the last one finished. Only the
 * first may be empty. Immutable.
 */
public final class OffsetRuns {

    /** Knows of nothing finished. */
    public static final OffsetRuns NONE = new OffsetRuns(0, new int[0]);

    private final long base;
    /** Where each run ends, counted from the base. */
    private final int[] ends;

    OffsetRuns(long base, int[] ends) {
        this.base = base;
        this.ends = ends;
    }

    /** Where the first run starts. */
    public long base() {
        return base;
    }

    /** How many offsets the runs cover; 0 when nothing is known to be finished. */
    public int length() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** The highest covered offset, which is a finished one; {@code base - 1} when nothing is covered. */
    public long highest() {
        return base + length() - 1;
    }

    /** Whether the offset is covered and finished. */
    public boolean isFinished(long offset) {
        return covers(offset) && isFinishedRun(runOf(offset));
    }

    /** The lowest offset from this one on that is not known to be finished. */
    public long firstUnfinished(long offset) {
        return isFinished(offset) ? base + ends[runOf(offset)] : offset;
    }

    /** Adds what is known of the offsets from this one on, if this one is covered. */
    public void addTo(OffsetRunsBuilder builder, long from) {
        if (!covers(from)) {
            return;
        }
        for (int run = runOf(from) & ~1; run < ends.length && !builder.full(); run += 2) {
            builder.unfinished(Math.max(from, base + start(run)), base + ends[run]);
        }
        builder.finishedBelow(base + length());
    }

    int count() {
        return ends.length;
    }

    int start(int run) {
        return run == 0 ? 0 : ends[run - 1];
    }

    int end(int run) {
        return ends[run];
    }

    int length(int run) {
        return ends[run] - start(run);
    }

    static boolean isFinishedRun(int run) {
        return (run & 1) != 0;
    }

    /** What is known of the first so many offsets. */
    OffsetRuns prefix(int length) {
        if (length >= length()) {
            return this;
        }
        var builder = new OffsetRunsBuilder(base, ends.length, length);
        for (int run = 0; run < ends.length && start(run) < length; run++) {
            long end = base + Math.min(length, ends[run]);
            if (isFinishedRun(run)) {
                builder.finishedBelow(end);
            } else {
                builder.unfinished(base + start(run), end);
            }
        }
        return builder.build();
    }

    private boolean covers(long offset) {
        return offset >= base && offset <= highest();
    }

    private int runOf(long offset) {
        int found = Arrays.binarySearch(ends, (int) (offset - base));
        return found >= 0 ? found + 1 : -found - 1;
    }
}
