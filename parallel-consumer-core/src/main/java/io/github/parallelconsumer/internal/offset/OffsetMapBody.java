package io.github.parallelconsumer.internal.offset;

import java.nio.ByteBuffer;

/** One way to write runs as bytes. Immutable. */
sealed interface OffsetMapBody permits BitSetBody, RunLengthBody {

    /** The longest prefix of the runs that takes at most so many bytes. */
    OffsetRuns fit(OffsetRuns runs, int mostBytes);

    /** How many bytes the runs take. */
    int size(OffsetRuns runs);

    /** Writes runs that fit. */
    void write(OffsetRuns runs, ByteBuffer target);

    /** Reads all that remains. */
    OffsetRuns read(long base, ByteBuffer body) throws UnreadableOffsetMapException;
}
