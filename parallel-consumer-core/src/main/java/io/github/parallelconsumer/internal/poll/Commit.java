package io.github.parallelconsumer.internal.poll;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What one commit says, and of which assignments. Confined to the consumer thread. */
record Commit(Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, PartitionState> states) {

    /** What there is to say of these assignments. */
    static Commit of(Collection<PartitionState> assigned) {
        var commit = new Commit(new HashMap<>(), new HashMap<>());
        for (var state : assigned) {
            var offset = state.toCommit();
            if (offset != null) {
                commit.states.put(state.partition(), state);
                commit.offsets.put(state.partition(), offset);
            }
        }
        return commit;
    }

    boolean isEmpty() {
        return offsets.isEmpty();
    }

    /** How many partitions it is about. */
    int size() {
        return offsets.size();
    }

    /** The broker has taken it. */
    void acknowledged() {
        offsets.forEach((partition, offset) -> {
            var state = states.get(partition);
            if (state != null) {
                state.acknowledged(offset.offset());
            }
        });
    }
}
