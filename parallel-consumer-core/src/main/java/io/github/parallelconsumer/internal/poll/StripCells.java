package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.Run;
import io.github.parallelconsumer.api.OffsetStrip.State;
import java.util.ArrayList;
import java.util.Arrays;

/** The cells of a strip while it is drawn; the latest state in their order wins. Confined to the consumer thread. */
final class StripCells {

    private final long first;
    private final long width;
    private final State[] cells;

    /** Cells for the offsets from the first one to just below the end, all of them gaps. */
    StripCells(long first, long end) {
        this.first = first;
        long offsets = end - first;
        width = Math.max(1, offsets / OffsetStrip.MOST_CELLS + (offsets % OffsetStrip.MOST_CELLS == 0 ? 0 : 1));
        cells = new State[(int) (offsets / width + (offsets % width == 0 ? 0 : 1))];
        Arrays.fill(cells, State.GAP);
    }

    /** Shows everything below this offset as finished. */
    void finishedBelow(long watermark) {
        long below = watermark - first;
        int count = (int) Math.min(cells.length, below / width + (below % width == 0 ? 0 : 1));
        Arrays.fill(cells, 0, count, State.TO_COMMIT);
    }

    /** Shows what was delivered from the watermark on as finished; what is not has to be shown in addition. */
    void delivered(PartitionOffsets offsets) {
        var delivered = new boolean[cells.length];
        offsets.markDelivered(first, width, delivered);
        for (int i = 0; i < cells.length; i++) {
            if (delivered[i]) {
                raise(i, State.FINISHED);
            }
        }
    }

    /** Shows a record. */
    void show(long offset, State state) {
        long cell = (offset - first) / width;
        if (cell >= 0 && cell < cells.length) {
            raise((int) cell, state);
        }
    }

    private void raise(int cell, State state) {
        if (state.compareTo(cells[cell]) > 0) {
            cells[cell] = state;
        }
    }

    /** The strip as it is now. */
    OffsetStrip toStrip() {
        var runs = new ArrayList<Run>();
        int start = 0;
        for (int i = 1; i <= cells.length; i++) {
            if (i == cells.length || cells[i] != cells[start]) {
                runs.add(new Run(cells[start], i - start));
                start = i;
            }
        }
        return new OffsetStrip(first, width, runs);
    }
}
