package io.github.parallelconsumer.internal.offset;

import java.nio.ByteBuffer;

/** The lengths of the runs, the first one of unfinished offsets: two bytes each, or four when wide. Immutable. */
record RunLengthBody(boolean wide) implements OffsetMapBody {

    @Override
    public OffsetRuns fit(OffsetRuns runs, int mostBytes) {
        int most = Math.min(runs.count(), mostBytes / bytesPerRun());
        for (int run = 0; run < most; run++) {
            if (!wide && runs.length(run) > Short.MAX_VALUE) {
                return runs.prefix(runs.start(run) + (OffsetRuns.isFinishedRun(run) ? Short.MAX_VALUE : 0));
            }
        }
        return most <= 0 ? runs.prefix(0) : runs.prefix(runs.end(most - 1));
    }

    @Override
    public int size(OffsetRuns runs) {
        return runs.count() * bytesPerRun();
    }

    @Override
    public void write(OffsetRuns runs, ByteBuffer target) {
        for (int run = 0; run < runs.count(); run++) {
            if (wide) {
                target.putInt(runs.length(run));
            } else {
                target.putShort((short) runs.length(run));
            }
        }
    }

    @Override
    public OffsetRuns read(long base, ByteBuffer body) throws UnreadableOffsetMapException {
        if (body.remaining() % bytesPerRun() != 0) {
            throw new UnreadableOffsetMapException("its last run is cut off");
        }
        var builder = new OffsetRunsBuilder(base, OffsetMapCodec.MOST_RUNS, 0);
        long end = 0;
        for (boolean finished = false; body.hasRemaining() && !builder.full(); finished = !finished) {
            int length = wide ? body.getInt() : body.getShort();
            if (length < 0) {
                throw new UnreadableOffsetMapException("a run has the length " + length);
            }
            long start = end;
            end += length;
            if (finished) {
                builder.finishedBelow(base + end);
            } else {
                builder.unfinished(base + start, base + end);
            }
        }
        return builder.build();
    }

    private int bytesPerRun() {
        return wide ? Integer.BYTES : Short.BYTES;
    }
}
