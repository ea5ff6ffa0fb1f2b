package io.github.parallelconsumer.internal.lane;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table whose entries are the lanes themselves, so that looking one up for each record allocates nothing.
 * Confined to the consumer thread.
 */
final class LaneTable<P> {
    /** Most keys that come have no lane, and to find that out must not take a look at others, which are far in memory. */
    private static final int BUCKETS_PER_LANE = 4;

    private @Nullable Lane<P>[] buckets = buckets(256);
    private int size;

    int size() {
        return size;
    }

    Lane<P> findOrAdd(Object partition, byte @Nullable [] key) {
        int hash = hash(partition, key);
        for (Lane<P> lane = buckets[index(hash)]; lane != null; lane = lane.next) {
            if (lane.is(hash, partition, key)) {
                return lane;
            }
        }
        if (size * BUCKETS_PER_LANE == buckets.length) {
            grow();
        }
        Lane<P> added = new Lane<>(hash, partition, key);
        link(added);
        size++;
        return added;
    }

    /** Removes the lane if it is in the table: this very one, not another of the same key. */
    void remove(Lane<P> lane) {
        int bucket = index(lane.hash);
        Lane<P> before = null;
        for (Lane<P> entry = buckets[bucket]; entry != null; entry = entry.next) {
            if (entry == lane) {
                if (before == null) {
                    buckets[bucket] = lane.next;
                } else {
                    before.next = lane.next;
                }
                size--;
                lane.removed();
                return;
            }
            before = entry;
        }
    }

    /** Shows every lane to the visitor, which may remove the one it is shown. */
    void forEach(Consumer<Lane<P>> visitor) {
        for (Lane<P> first : buckets) {
            Lane<P> lane = first;
            while (lane != null) {
                Lane<P> next = lane.next;
                visitor.accept(lane);
                lane = next;
            }
        }
    }

    private void grow() {
        @Nullable Lane<P>[] old = buckets;
        buckets = buckets(old.length << 1);
        for (Lane<P> first : old) {
            Lane<P> lane = first;
            while (lane != null) {
                Lane<P> next = lane.next;
                link(lane);
                lane = next;
            }
        }
    }

    private void link(Lane<P> lane) {
        int bucket = index(lane.hash);
        lane.next = buckets[bucket];
        buckets[bucket] = lane;
    }

    private int index(int hash) {
        return hash & (buckets.length - 1);
    }

    /** The product moves the differences of similar keys to the upper bits, the shift brings them down again. */
    private static int hash(Object partition, byte @Nullable [] key) {
        int mixed = (31 * partition.hashCode() + Arrays.hashCode(key)) * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <P> @Nullable Lane<P>[] buckets(int length) {
        return new Lane[length];
    }
}
