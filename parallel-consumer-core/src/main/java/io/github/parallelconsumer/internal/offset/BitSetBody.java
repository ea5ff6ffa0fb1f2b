package io.github.parallelconsumer.internal.offset;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * The number of offsets, then one bit each, least significant first, set for a finished one, and a spare byte. The number
 * takes two bytes, or four when wide. Immutable.
 */
record BitSetBody(boolean wide) implements OffsetMapBody {

    private static final int SPARE_BYTES = 1;

    @Override
    public OffsetRuns fit(OffsetRuns runs, int mostBytes) {
        long most = 8L * Math.max(0, mostBytes - headerBytes() - SPARE_BYTES);
        return runs.prefix((int) Math.min(most, wide ? Integer.MAX_VALUE : Short.MAX_VALUE));
    }

    @Override
    public int size(OffsetRuns runs) {
        return headerBytes() + bytesFor(runs.length()) + SPARE_BYTES;
    }

    @Override
    public void write(OffsetRuns runs, ByteBuffer target) {
        int end = target.position() + size(runs);
        if (wide) {
            target.putInt(runs.length());
        } else {
            target.putShort((short) runs.length());
        }
        var bits = new BitSet(runs.length());
        for (int run = 1; run < runs.count(); run += 2) {
            bits.set(runs.start(run), runs.end(run));
        }
        target.put(bits.toByteArray());
        target.position(end);
    }

    @Override
    public OffsetRuns read(long base, ByteBuffer body) throws UnreadableOffsetMapException {
        if (body.remaining() < headerBytes()) {
            throw new UnreadableOffsetMapException("it ends before its length");
        }
        int length = wide ? body.getInt() : body.getShort();
        if (length < 0) {
            throw new UnreadableOffsetMapException("its length is " + length);
        }
        int spare = body.remaining() - bytesFor(length);
        if (spare < 0 || spare > SPARE_BYTES) {
            throw new UnreadableOffsetMapException(
                    "it has " + body.remaining() + " bytes for the bits of " + length + " offsets");
        }
        return runs(base, BitSet.valueOf(body), length);
    }

    private static OffsetRuns runs(long base, BitSet bits, int length) {
        var builder = new OffsetRunsBuilder(base, OffsetMapCodec.MOST_RUNS, 0);
        int position = 0;
        while (position < length && !builder.full()) {
            int finished = bits.nextSetBit(position);
            if (finished < 0 || finished >= length) {
                break;
            }
            builder.unfinished(base + position, base + finished);
            position = Math.min(length, bits.nextClearBit(finished));
            builder.finishedBelow(base + position);
        }
        return builder.build();
    }

    private int headerBytes() {
        return wide ? Integer.BYTES : Short.BYTES;
    }

    private static int bytesFor(int bits) {
        return (bits >>> 3) + ((bits & 7) == 0 ? 0 : 1);
    }
}
