package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.poll.PartitionOffsets.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What one commit says, and of which assignments. Confined to the consumer thread. */
record Commit(Map<TopicPartition, OffsetAndMetadata> offsets, Map<PartitionState, Snapshot> snapshots) {

    /**
     * What there is to say of these assignments.
     *
     * @param mostChars how long an offset map may be
     */
    static Commit of(Collection<PartitionState> assigned, int mostChars) {
        var commit = new Commit(new HashMap<>(), new HashMap<>());
        for (var state : assigned) {
            var snapshot = state.toCommit(mostChars);
            if (snapshot != null) {
                commit.snapshots.put(state, snapshot);
                commit.offsets.put(state.partition(), snapshot.offset());
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
        snapshots.forEach(PartitionState::acknowledged);
    }
}
