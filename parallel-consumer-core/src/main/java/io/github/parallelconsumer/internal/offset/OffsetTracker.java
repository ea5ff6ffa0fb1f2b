package io.github.parallelconsumer.internal.offset;

import java.util.function.LongConsumer;

/**
 * Knows which of the delivered offsets of one partition are finished, and so where its watermark stands.
 * Confined to the consumer thread.
 *
 * <p>Records are numbered in the order of their delivery. A window of these sequence numbers, from the lowest
 * unfinished one ({@code head}) to the next to be given ({@code tail}), lies in two rings: one bit each, and
 * beside it the offset. No offset is ever subtracted from another, so gaps between them cost nothing, however
 * large. Every operation is O(1) amortised over the records accepted.
 *
 * <ul>
 *   <li>INV-1: head == tail, or the bit of head is not set.
 *   <li>INV-2: no bit outside the window is set.
 *   <li>INV-3: {@code tail - head <= capacity}.
 * </ul>
 */
public final class OffsetTracker {
    static final int MIN_CAPACITY = 64;
    /** Above this size (a quarter of a megabyte) only a stuck head explains the window, so it is freed at once. */
    static final int LARGE_CAPACITY = 32_768;

    private long[] finished = new long[MIN_CAPACITY >>> 6];
    private long[] offsets = new long[MIN_CAPACITY];
    private long head;
    private long tail;
    private long finishedAbove;
    private long newestOffset = -1;
    /** The sequence number at which more than a quarter of the window was last in use. */
    private long lastBusy;

    public OffsetTracker() {}

    /**
     * Takes the next delivered offset and returns its sequence number: 0, 1, 2, ...
     *
     * @throws IllegalArgumentException if it is not above the offset accepted before
     */
    public long accept(long offset) {
        return accept(offset, 1);
    }

    /**
     * Takes the next delivered offsets, of which none is missing between the first and the last, and returns the sequence
     * number of the first.
     *
     * @throws IllegalArgumentException if the first is not above the offset accepted before
     */
    public long accept(long first, int count) {
        if (first <= newestOffset) {
            throw new IllegalArgumentException("Offset " + first + " delivered after " + newestOffset);
        }
        while (span() + count > offsets.length) {
            resize(offsets.length << 1);
        }
        long sequence = tail;
        fill(first, count);
        newestOffset = first + count - 1;
        tail += count;
        if (span() > offsets.length >>> 2) {
            lastBusy = tail;
        } else if (tail - lastBusy > 4L * offsets.length) {
            halve();
        }
        return sequence;
    }

    /** Writes offsets that follow one another behind the window. */
    private void fill(long first, int count) {
        int start = index(tail);
        int beforeTheWrap = Math.min(count, offsets.length - start);
        fill(start, first, beforeTheWrap);
        fill(0, first + beforeTheWrap, count - beforeTheWrap);
    }

    private void fill(int start, long first, int count) {
        long[] ring = offsets;
        for (int i = 0; i < count; i++) {
            ring[start + i] = first + i;
        }
    }

    /**
     * Marks a record as finished.
     *
     * @throws IllegalStateException if it is finished already, or was never accepted
     */
    public void complete(long sequence) {
        if (sequence < 0 || sequence >= tail) {
            throw new IllegalStateException("Sequence " + sequence + " completed, but only " + tail + " were accepted");
        }
        int word = index(sequence) >>> 6;
        long bit = 1L << sequence;
        if (sequence < head || (finished[word] & bit) != 0) {
            throw new IllegalStateException("Sequence " + sequence + " completed twice");
        }
        finished[word] |= bit;
        finishedAbove++;
        if (sequence == head) {
            advance();
        }
    }

    /**
     * Marks records that follow one another as finished, a word at a time.
     *
     * @throws IllegalStateException if one of them is finished already, or was never accepted
     */
    public void complete(long first, int count) {
        long end = first + count;
        if (first < head || end > tail) {
            throw new IllegalStateException("Sequences " + first + " to " + end + " completed, but " + head + " to "
                    + tail + " are in the window");
        }
        for (long sequence = first; sequence < end; sequence = (sequence | 63) + 1) {
            int word = index(sequence) >>> 6;
            long bits = ones((int) Math.min(64, end - sequence)) << sequence;
            if ((finished[word] & bits) != 0) {
                throw new IllegalStateException("Sequences from " + sequence + " on completed twice");
            }
            finished[word] |= bits;
        }
        finishedAbove += count;
        if (first == head) {
            advance();
        }
    }

    /** The lowest unfinished offset, or {@code nextOffset} when all that were accepted are finished. */
    public long watermark(long nextOffset) {
        return allFinished() ? nextOffset : offsets[index(head)];
    }

    public boolean allFinished() {
        return head == tail;
    }

    /** How many were accepted and are not finished. */
    public int incomplete() {
        return (int) (span() - finishedAbove);
    }

    /**
     * How many were delivered from the lowest unfinished one to the newest, which is what the memory used here is
     * proportional to; the caller bounds it by not accepting more.
     */
    public long span() {
        return tail - head;
    }

    /** How many above the lowest unfinished one are finished. */
    public long finishedAboveWatermark() {
        return finishedAbove;
    }

    /** For how many records there is room at present. */
    public long capacity() {
        return offsets.length;
    }

    /**
     * Adds what of the window is finished; offsets between those that were accepted count as finished. Takes as many steps
     * as the window has words and runs.
     */
    public void addTo(OffsetRunsBuilder builder) {
        long sequence = head;
        while (sequence < tail && !builder.full()) {
            long firstFinished = next(sequence, true);
            addUnfinished(sequence, firstFinished, builder);
            sequence = next(firstFinished, false);
            if (sequence > firstFinished) {
                builder.finishedBelow(offsets[index(sequence - 1)] + 1);
            }
        }
    }

    /**
     * Marks the cells that hold an offset of the window. Takes as many steps as there are cells, and where offsets are
     * missing, for each the logarithm of its width.
     *
     * @param base the lowest offset of the first cell, not above the lowest unfinished one
     * @param width how many offsets a cell stands for
     */
    public void markAccepted(long base, long width, boolean[] cells) {
        for (long sequence = head; sequence < tail; ) {
            long cell = (offsets[index(sequence)] - base) / width;
            if (cell >= cells.length) {
                return;
            }
            cells[(int) cell] = true;
            sequence = firstNotBelow(base + (cell + 1) * width, sequence);
        }
    }

    /** Shows each offset of the window that is not finished. Takes as many steps as the window has words and such offsets. */
    public void forEachUnfinished(LongConsumer action) {
        for (long sequence = head; sequence < tail; sequence = next(sequence + 1, false)) {
            action.accept(offsets[index(sequence)]);
        }
    }

    /** The first after this one whose offset is not below; tail if there is none. */
    private long firstNotBelow(long offset, long after) {
        long low = after + 1;
        long high = after + Math.min(tail - after, offset - offsets[index(after)]); // exactly there if none is missing
        while (low < high) {
            if (offsets[index(high - 1)] < offset) {
                return high;
            }
            long middle = (low + high) >>> 1;
            if (offsets[index(middle)] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void addUnfinished(long from, long to, OffsetRunsBuilder builder) {
        for (long first = from; first < to && !builder.full(); ) {
            long last = lastWithoutGap(first, to);
            builder.unfinished(offsets[index(first)], offsets[index(last)] + 1);
            first = last + 1;
        }
    }

    /** The newest record, below {@code to}, up to which no offset is missing; found in ever longer and shorter leaps. */
    private long lastWithoutGap(long from, long to) {
        long last = from;
        for (long leap = 1; leap > 0; ) {
            long next = last + leap;
            if (next < to && offsets[index(next)] - offsets[index(from)] == next - from) {
                last = next;
                leap <<= 1;
            } else {
                leap >>>= 1;
            }
        }
        return last;
    }

    /** The first that is finished, or unfinished, from this one on; tail if there is none. */
    private long next(long from, boolean wanted) {
        for (long sequence = from; sequence < tail; sequence = (sequence | 63) + 1) {
            long bits = finished[index(sequence) >>> 6];
            long found = (wanted ? bits : ~bits) >>> sequence;
            if (found != 0) {
                return Math.min(tail, sequence + Long.numberOfTrailingZeros(found));
            }
        }
        return tail;
    }

    private int index(long sequence) {
        return (int) sequence & (offsets.length - 1);
    }

    /** Restores INV-1, and takes the bits it passes out of the window (INV-2), a word at a time. */
    private void advance() {
        int end;
        do {
            int word = index(head) >>> 6;
            int start = (int) head & 63;
            int run = Long.numberOfTrailingZeros(~(finished[word] >>> start));
            end = start + run;
            // Only these bits: in a full ring the rest of the word belongs to the newest of the window.
            finished[word] &= ~(ones(run) << start);
            head += run;
            finishedAbove -= run;
        } while (end == 64);
        if (offsets.length > LARGE_CAPACITY && span() <= offsets.length >>> 3) {
            int enough = Integer.highestOneBit((int) span() | 1) << 2;
            resize(Math.max(LARGE_CAPACITY, enough));
        }
    }

    private static long ones(int count) {
        return count == 64 ? -1L : (1L << count) - 1;
    }

    /**
     * Gives up half of a window that was never more than a quarter full for four times its length: a
     * partition whose window fills and empties with each poll keeps it and so allocates nothing.
     */
    private void halve() {
        lastBusy = tail;
        if (offsets.length > MIN_CAPACITY) {
            resize(offsets.length >>> 1);
        }
    }

    private void resize(int capacity) {
        long[] newFinished = new long[capacity >>> 6];
        long[] newOffsets = new long[capacity];
        copyFinished(newFinished, capacity - 1);
        copyOffsets(newOffsets, capacity - 1);
        finished = newFinished;
        offsets = newOffsets;
        lastBusy = tail;
    }

    /** Copies words; in a ring the first and the last may be the same one, hence the cuts at head and tail. */
    private void copyFinished(long[] target, int targetMask) {
        for (long first = head & -64; first < tail; first += 64) {
            long bits = finished[index(first) >>> 6];
            if (first < head) {
                bits &= -1L << head;
            }
            if (tail - first < 64) {
                bits &= ~(-1L << tail);
            }
            target[((int) first & targetMask) >>> 6] |= bits;
        }
    }

    private void copyOffsets(long[] target, int targetMask) {
        long sequence = head;
        while (sequence < tail) {
            int from = index(sequence);
            int to = (int) sequence & targetMask;
            int contiguous = Math.min(offsets.length - from, target.length - to);
            int length = (int) Math.min(contiguous, tail - sequence);
            System.arraycopy(offsets, from, target, to, length);
            sequence += length;
        }
    }
}
