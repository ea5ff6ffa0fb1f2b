package io.github.parallelconsumer.internal.poll;

import java.util.Collection;

/**
 * How much is held by failing lanes. Immutable.
 *
 * @param records how many records
 * @param bytes the bytes of their keys, values and headers
 */
public record HeldTotal(int records, long bytes) {

    static final HeldTotal NOTHING = new HeldTotal(0, 0);

    static HeldTotal of(Collection<PartitionState> states) {
        int records = 0;
        long bytes = 0;
        for (var state : states) {
            records += state.held().records();
            bytes += state.held().bytes();
        }
        return new HeldTotal(records, bytes);
    }

    HeldTotal plus(HeldTotal other) {
        return new HeldTotal(records + other.records, bytes + other.bytes);
    }

    HeldTotal minus(HeldTotal other) {
        return new HeldTotal(records - other.records, bytes - other.bytes);
    }

    /** Whether either is more than this. */
    boolean exceeds(long maxRecords, long maxBytes) {
        return records > maxRecords || bytes > maxBytes;
    }
}
