package io.github.parallelconsumer.internal.poll;

import java.util.Collection;

/**
 * How much is held by failing lanes in all partitions together. Immutable.
 *
 * @param records how many records
 * @param bytes the bytes of their keys, values and headers
 */
public record HeldTotal(int records, long bytes) {

    static HeldTotal of(Collection<PartitionState> states) {
        int records = 0;
        long bytes = 0;
        for (var state : states) {
            records += state.held().records();
            bytes += state.held().bytes();
        }
        return new HeldTotal(records, bytes);
    }
}
