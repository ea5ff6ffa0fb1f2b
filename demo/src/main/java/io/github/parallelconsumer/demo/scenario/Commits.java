package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What a group has committed, by partition: an offset, and a map of what is finished above it. Immutable. */
record Commits(SortedMap<Integer, Commit> byPartition) {

    /** A commit says that the records below its offset are finished, and those in its map. Immutable. */
    record Commit(long offset, OffsetRuns above) {

        /** Reads what the library has written as an offset and its metadata. */
        static Commit of(long offset, String metadata) {
            try {
                return new Commit(offset, new OffsetMapCodec(Commit::notCompressed).decode(offset, metadata));
            } catch (UnreadableOffsetMapException e) {
                throw new IllegalArgumentException("A commit at " + offset + " has an unreadable map", e);
            }
        }

        private static byte[] notCompressed(byte[] source, int start, int most) throws IOException {
            throw new IOException("the library writes no compressed maps");
        }

        boolean covers(long place) {
            return place < offset || above.isFinished(place);
        }
    }

    /** The answer of a broker. */
    static Commits of(Map<TopicPartition, OffsetAndMetadata> committed) {
        var commits = new TreeMap<Integer, Commit>();
        committed.forEach((partition, offset) ->
                commits.put(partition.partition(), Commit.of(offset.offset(), offset.metadata())));
        return new Commits(Collections.unmodifiableSortedMap(commits));
    }

    /** The offset of a partition: 0 without a commit, as consumers begin with the earliest record. */
    long offset(int partition) {
        var commit = byPartition.get(partition);
        return commit == null ? 0 : commit.offset();
    }

    boolean covers(Place place) {
        var commit = byPartition.get(place.partition());
        return commit != null && commit.covers(place.offset());
    }

    /** Those of the records that the commits say nothing of. */
    Set<Place> uncovered(Collection<Place> places) {
        return places.stream().filter(place -> !covers(place)).collect(Collectors.toSet());
    }
}
