package io.github.parallelconsumer.it;

import io.github.parallelconsumer.it.Event.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** All that the handlers of a run did. Thread-safe: every method holds this object's lock. */
final class Ledger {

    private final List<Event> events = new ArrayList<>();
    private final Map<TopicPartition, BitSet> done = new HashMap<>();
    private final List<Handover> handovers = new ArrayList<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private int distinctDone;

    /** Adds an event; true when it says for the first time that its record is done. */
    synchronized boolean add(Event event) {
        events.add(event);
        if (event.kind() == Kind.STARTED) {
            starts.merge(event.member(), 1, Integer::sum);
        }
        if (event.kind() != Kind.DONE) {
            return false;
        }
        var offsets = done.computeIfAbsent(event.delivery().partition(), key -> new BitSet());
        int offset = Math.toIntExact(event.delivery().offset());
        boolean first = !offsets.get(offset);
        offsets.set(offset);
        distinctDone += first ? 1 : 0;
        return first;
    }

    synchronized void add(Handover handover) {
        handovers.add(handover);
    }

    synchronized List<Handover> handovers() {
        return List.copyOf(handovers);
    }

    /** The events in the order in which they happened. */
    synchronized List<Event> events() {
        return events.stream().sorted(Comparator.comparingLong(Event::nanos)).toList();
    }

    /** Below this offset every record of the partition is done, if it has one at each offset. */
    synchronized long firstNotDone(TopicPartition partition) {
        var offsets = done.get(partition);
        return offsets == null ? 0 : offsets.nextClearBit(0);
    }

    /** Records that are done, each counted once. */
    synchronized int distinctDone() {
        return distinctDone;
    }

    /** How often the handlers of a member have started. */
    synchronized int starts(String member) {
        return starts.getOrDefault(member, 0);
    }
}
