package io.github.parallelconsumer.it;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A set of hundreds of thousands of records, by their places. Confined to the test's thread. */
final class OffsetSets {

    /** No set in it is empty. */
    private final Map<TopicPartition, BitSet> offsets = new HashMap<>();

    /** The records that commits say are finished. */
    static OffsetSets coveredBy(Map<TopicPartition, OffsetAndMetadata> commits) {
        var sets = new OffsetSets();
        commits.forEach((partition, commit) -> {
            var covered = Covered.by(commit);
            for (long offset = 0; offset < covered.end(); offset++) {
                if (covered.contains(offset)) {
                    sets.add(new Event.Delivery(partition, offset));
                }
            }
        });
        return sets;
    }

    /** All records below offsets, if there is one at each. */
    static OffsetSets below(Map<TopicPartition, Long> ends) {
        var sets = new OffsetSets();
        ends.forEach((partition, end) -> {
            var all = new BitSet();
            all.set(0, Math.toIntExact(end));
            sets.offsets.put(partition, all);
        });
        return sets;
    }

    void add(Event.Delivery record) {
        offsets.computeIfAbsent(record.partition(), key -> new BitSet()).set(Math.toIntExact(record.offset()));
    }

    void addAll(OffsetSets others) {
        others.offsets.forEach((partition, set) ->
                offsets.computeIfAbsent(partition, key -> new BitSet()).or(set));
    }

    OffsetSets and(OffsetSets others) {
        return combined(others, BitSet::and);
    }

    OffsetSets minus(OffsetSets others) {
        return combined(others, BitSet::andNot);
    }

    private OffsetSets combined(OffsetSets others, BiConsumer<BitSet, BitSet> operation) {
        var result = new OffsetSets();
        offsets.forEach((partition, set) -> {
            var left = (BitSet) set.clone();
            operation.accept(left, others.offsets.getOrDefault(partition, new BitSet()));
            if (!left.isEmpty()) {
                result.offsets.put(partition, left);
            }
        });
        return result;
    }

    int size() {
        return offsets.values().stream().mapToInt(BitSet::cardinality).sum();
    }

    boolean isEmpty() {
        return offsets.isEmpty();
    }

    /** The offset above the highest record of each partition. */
    Map<TopicPartition, Long> ends() {
        var ends = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, set) -> ends.put(partition, (long) set.length()));
        return ends;
    }

    @Override
    public String toString() {
        return size() + " record(s): " + offsets;
    }
}
