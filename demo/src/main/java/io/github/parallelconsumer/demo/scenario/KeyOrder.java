package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches the records of one key in one partition: one at a time, in the order of their offsets. Confined to one thread. */
final class KeyOrder {

    private final Set<Long> running = new HashSet<>();
    private long newest = -1;

    /** A key of a partition. Immutable. */
    private record Lane(int partition, String key) {}

    /** How many starts came too early, in events of all members in the order in which they happened. */
    static int disorders(List<Event> events) {
        Map<Lane, KeyOrder> lanes = new HashMap<>();
        var disorders = 0;
        for (var event : events) {
            var lane = lanes.computeIfAbsent(new Lane(event.partition(), event.detail()), key -> new KeyOrder());
            switch (event.kind()) {
                case STARTED -> disorders += lane.mayStart(event.offset()) ? 0 : 1;
                case DONE, FAILED -> lane.running.remove(event.offset());
                case ASSIGNED, RELEASING, RELEASED, COMMITTED -> {
                    // Not about a record.
                }
            }
        }
        return disorders;
    }

    private boolean mayStart(long offset) {
        var alone = running.isEmpty();
        var inOrder = offset >= newest;
        running.add(offset);
        newest = Math.max(newest, offset);
        return alone && inOrder;
    }
}
