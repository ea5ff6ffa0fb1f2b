package io.github.parallelconsumer.api;

import java.util.List;

/**
 * A picture of the offsets of one partition between what is committed and what is to be polled next, as a row of at most
 * 2,000 equal cells. Where the offsets are more than that, a cell stands for several, and shows of them the state that comes
 * last in {@link State}, since one record that waits matters more than many that are finished. Immutable.
 *
 * @param firstOffset the lowest offset of the first cell: the committed one, or the watermark while nothing is committed
 * @param offsetsPerCell how many offsets a cell stands for
 * @param runs the cells from left to right, equal neighbours as one run
 */
public record OffsetStrip(long firstOffset, long offsetsPerCell, List<Run> runs) {

    /** The most cells of a strip. */
    public static final int MOST_CELLS = 2_000;

    /**
     * A strip.
     *
     * @param firstOffset the lowest offset of the first cell
     * @param offsetsPerCell how many offsets a cell stands for
     * @param runs the cells from left to right
     */
    public OffsetStrip {
        runs = List.copyOf(runs);
    }

    /**
     * Neighbours of one state.
     *
     * @param state what they show
     * @param cells how many they are
     */
    public record Run(State state, int cells) {}

    /** What a cell shows; where it stands for several records, the last of these that is true of one of them. */
    public enum State {
        /** No record with this offset was delivered: transaction markers, compaction. */
        GAP,
        /** Finished, and so is everything before it; the next commit says so. */
        TO_COMMIT,
        /** Finished out of order: above the watermark. */
        FINISHED,
        /** Polled; waits for a permit or for a record before it in its lane, or is left to the partition's next owner. */
        WAITING,
        /** Its handler runs, seen for less than a second. */
        RUNNING,
        /** Its handler runs, seen for one to five seconds. */
        RUNNING_SECONDS,
        /** Its handler runs, seen for more than five seconds. */
        RUNNING_LONG,
        /** An attempt failed; it waits for the next one. */
        RETRYING,
        /** Its attempts are used up: it holds its lane, or waits until its dead letter is stored. */
        HELD
    }
}
