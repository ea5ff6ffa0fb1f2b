package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One assignment of one partition as it has to be. Confined to the simulation. */
final class Assignment {

    private static final long ALL = Long.MAX_VALUE;

    final TopicPartition partition;
    final long begin;
    final TreeMap<Long, Delivery> deliveries = new TreeMap<>();
    OffsetRuns earlier = OffsetRuns.NONE;
    long next = -1;
    long id = -1;
    long acknowledged = -1;
    boolean closing;
    boolean lost;
    /** What had not ended when it began to be given up. */
    int leftAtRelease;
    /** Whether what is held can be told exactly: not after steps between which nobody looked. */
    boolean heldIsExact = true;

    private final Ordering ordering;
    private final Map<Object, Held> held = new HashMap<>();

    /** What is held of a lane: all while it has a head, then what had come before the head ended. */
    private static final class Held {
        @Nullable
        Delivery head;

        long upTo = ALL;
    }

    Assignment(TopicPartition partition, long begin, Ordering ordering) {
        this.partition = partition;
        this.begin = begin;
        this.ordering = ordering;
    }

    /** Records below that offset, and those of the map, were finished before. */
    void finishedEarlier(OffsetRuns runs) {
        earlier = runs;
        deliveries.keySet().removeIf(runs::isFinished);
    }

    Object laneOf(Delivery delivery) {
        return delivery.record.lane(ordering);
    }

    /** The lanes, each with its deliveries in their order. */
    Collection<List<Delivery>> lanes() {
        var lanes = new LinkedHashMap<Object, List<Delivery>>();
        deliveries
                .values()
                .forEach(delivery -> lanes.computeIfAbsent(laneOf(delivery), lane -> new ArrayList<>())
                        .add(delivery));
        return lanes.values();
    }

    /** The first before it in its lane that is not finished, or null. */
    @Nullable
    Delivery unfinishedBefore(Delivery delivery) {
        var lane = laneOf(delivery);
        return deliveries.headMap(delivery.record.offset).values().stream()
                .filter(before -> !before.state.finished() && laneOf(before).equals(lane))
                .findFirst()
                .orElse(null);
    }

    long watermark() {
        for (var delivery : deliveries.values()) {
            if (!delivery.state.finished()) {
                return delivery.record.offset;
            }
        }
        return next < 0 ? -1 : earlier.firstUnfinished(next);
    }

    int incomplete() {
        return (int) deliveries.values().stream()
                .filter(delivery -> !delivery.state.finished())
                .count();
    }

    /** Whether a commit may, and in the end should, say that the offset is finished. */
    boolean isFinished(long offset) {
        var delivery = deliveries.get(offset);
        return offset < begin || earlier.isFinished(offset) || (delivery != null && delivery.state.finished());
    }

    /** A record has begun to wait. */
    void waits(Delivery head) {
        if (!head.waited) {
            head.waited = true;
            var lane = held.computeIfAbsent(laneOf(head), absent -> new Held());
            lane.head = head;
            lane.upTo = ALL;
        }
    }

    /** The consumer has told of a record's end. */
    void ended(Delivery delivery) {
        delivery.ended = true;
        var lane = held.get(laneOf(delivery));
        if (lane != null && lane.head == delivery) {
            lane.head = null;
            lane.upTo = deliveries.lastKey();
        }
    }

    /** Whether a record waits for whose sake all that is held is held. */
    boolean headWaits() {
        return held.values().stream().anyMatch(lane -> lane.head != null);
    }

    /** Records that have not ended and are not held. */
    int inFlight() {
        return (int) deliveries.values().stream()
                        .filter(delivery -> !delivery.ended)
                        .count()
                - held().size();
    }

    /** The records that are held. */
    List<LogRecord> held() {
        return deliveries.values().stream()
                .filter(delivery -> !delivery.ended)
                .filter(delivery -> {
                    var lane = held.get(laneOf(delivery));
                    return lane != null && delivery.record.offset <= lane.upTo;
                })
                .map(delivery -> delivery.record)
                .toList();
    }

    @Override
    public String toString() {
        return partition + " from " + begin + (closing ? " (being given up) " : " ") + deliveries.values();
    }
}
