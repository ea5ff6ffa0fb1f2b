package io.github.parallelconsumer.internal.offset;

import java.util.Arrays;

/**
 * Collects {@link OffsetRuns} in ascending order, as many as can be of use. Confined to one thread.
 *
 * <p>INV-CUT: what it leaves out lies above all that it keeps, and its length fits an {@code int}.
 */
public final class OffsetRunsBuilder {

    private final long base;
    private final int mostRuns;
    private final int enoughOffsets;
    private int[] ends = new int[16];
    /** There is always a first run, of unfinished offsets, though it may be empty. */
    private int count = 1;
    /** Offsets below this one count as finished even if only a gap is there, since something above them is finished. */
    private int finishedEnd;

    /**
     * No offset yet.
     *
     * @param mostRuns more runs than this are not needed,
     * @param enoughOffsets provided that they cover so many offsets
     */
    public OffsetRunsBuilder(long base, int mostRuns, int enoughOffsets) {
        this.base = base;
        this.mostRuns = mostRuns;
        this.enoughOffsets = enoughOffsets;
    }

    /** Adds unfinished offsets; those between the ones added before and these are finished if anything above is. */
    public void unfinished(long from, long to) {
        if (from < to) {
            add(true, from);
            add(false, to);
        }
    }

    /** Adds finished offsets, up to this one exclusively. */
    public void finishedBelow(long end) {
        add(true, end);
        finishedEnd = (int) Math.min(end - base, length());
    }

    /** Whether to add more would be in vain. */
    public boolean full() {
        return length() == Integer.MAX_VALUE || (count > mostRuns && length() >= enoughOffsets);
    }

    /** What was added, up to the highest finished offset. */
    public OffsetRuns build() {
        int kept = count;
        while (kept > 0 && (!OffsetRuns.isFinishedRun(kept - 1) || ends[kept - 2] >= finishedEnd)) {
            kept--;
        }
        var runs = Arrays.copyOf(ends, kept);
        if (kept > 0) {
            runs[kept - 1] = Math.min(runs[kept - 1], finishedEnd);
        }
        return new OffsetRuns(base, runs);
    }

    private void add(boolean finished, long end) {
        if (end - base <= length() || full()) {
            return;
        }
        if (finished != OffsetRuns.isFinishedRun(count - 1)) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, count << 1);
            }
            count++;
        }
        ends[count - 1] = (int) Math.min(end - base, Integer.MAX_VALUE);
    }

    private int length() {
        return ends[count - 1];
    }
}
