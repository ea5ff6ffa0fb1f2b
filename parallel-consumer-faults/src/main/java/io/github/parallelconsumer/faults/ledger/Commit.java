package io.github.parallelconsumer.faults.ledger;

import io.github.parallelconsumer.internal.kafka.Zstd;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;

/**
 * A commit of the group as the broker wrote it down. Immutable.
 *
 * @param nanos when it was seen, which is after it was sent
 * @param offset every record below it is finished
 * @param above what its map says of the records from there on
 */
public record Commit(long nanos, int partition, long offset, OffsetRuns above) {

    /**
     * A commit with its metadata.
     *
     * @throws IllegalStateException if that is no offset map, since nobody but the library writes any
     */
    public static Commit of(long nanos, int partition, long offset, String metadata) {
        try {
            return new Commit(nanos, partition, offset, new OffsetMapCodec(Zstd::expand).decode(offset, metadata));
        } catch (UnreadableOffsetMapException e) {
            throw new IllegalStateException("the commit of " + partition + "@" + offset + " has no offset map", e);
        }
    }

    /** Whether it says that a record is finished. */
    public boolean covers(long record) {
        return record < offset || above.isFinished(record);
    }

    @Override
    public String toString() {
        return nanos + " commit " + partition + "@" + offset
                + (above.length() == 0 ? "" : " and a map up to " + above.highest());
    }
}
