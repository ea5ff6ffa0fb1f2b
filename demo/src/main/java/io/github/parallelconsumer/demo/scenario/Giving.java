package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.demo.process.Handover;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One occasion on which a member gave partitions up. Immutable.
 *
 * @param member who
 * @param nanos when, on the clock of the events
 * @param partitions which
 * @param handover what the library says of it
 * @param stops how intake of each of them ended; less than partitions if it was not told of all
 * @param uncommitted records of them that the member had finished, and of which no commit told by then
 * @param running records of them whose handler had not ended by then
 * @param startedAfter records of them that the member started afterwards, without having got them back
 * @param startedElsewhere records of its other partitions that it started meanwhile
 * @param kept whether it had other partitions
 */
record Giving(
        String member,
        long nanos,
        SortedSet<Integer> partitions,
        Handover handover,
        List<Stop> stops,
        int uncommitted,
        int running,
        int startedAfter,
        int startedElsewhere,
        boolean kept) {

    int letThrough() {
        return stops.stream().mapToInt(Stop::letThrough).sum();
    }

    /** Partitions that were given up without a word of the end of intake. */
    int untold() {
        return partitions.size() - stops.size();
    }

    /** Records that were started though intake had ended, and they had not been let through. */
    int startedTooLate() {
        return stops.stream().mapToInt(Stop::tooMany).sum();
    }

    /** Records that had a slot of the member when intake of their partition ended, as they have told themselves. */
    int inSlots() {
        return stops.stream().mapToInt(Stop::inSlots).sum();
    }

    /** All occasions of a member, in their order, from what it has told in the order in which it happened. */
    static List<Giving> of(String member, List<Event> events) {
        var givings = new ArrayList<Giving>();
        var occasion = new ArrayList<Event>();
        for (var event : events) {
            if (!occasion.isEmpty() && !belongs(event, occasion)) {
                givings.add(of(member, events, occasion));
                occasion.clear();
            }
            if (event.kind() == Kind.RELEASED) {
                occasion.add(event);
            }
        }
        if (!occasion.isEmpty()) {
            givings.add(of(member, events, occasion));
        }
        return givings;
    }

    /** Record threads may tell of theirs in between. */
    private static boolean belongs(Event event, List<Event> occasion) {
        return event.kind() == Kind.RELEASED
                ? event.detail().equals(occasion.getFirst().detail())
                : event.kind() != Kind.ASSIGNED;
    }

    private static Giving of(String member, List<Event> events, List<Event> occasion) {
        var handover = Handover.parse(occasion.getFirst().detail());
        var ownerships = new ArrayList<Ownership>();
        occasion.forEach(release -> ownerships.add(Ownership.endedBy(release, events)));
        var partitions = new TreeSet<Integer>();
        occasion.forEach(release -> partitions.add(release.partition()));
        var end = occasion.getFirst().nanos();
        return new Giving(
                member,
                end,
                Collections.unmodifiableSortedSet(partitions),
                handover,
                ownerships.stream()
                        .map(Ownership::stop)
                        .flatMap(Optional::stream)
                        .toList(),
                ownerships.stream().mapToInt(Ownership::uncommitted).sum(),
                ownerships.stream().mapToInt(Ownership::running).sum(),
                ownerships.stream().mapToInt(Ownership::startedAfter).sum(),
                (int) Events.of(Kind.STARTED, events)
                        .filter(event -> !partitions.contains(event.partition())
                                && event.nanos() <= end
                                && event.nanos() >= end - handover.nanos())
                        .count(),
                kept(events, end, partitions));
    }

    /** Whether the newest event about some other partition by then was that it came. */
    private static boolean kept(List<Event> events, long end, SortedSet<Integer> given) {
        Map<Integer, Boolean> owned = new TreeMap<>();
        events.stream()
                .filter(event -> event.nanos() <= end && !given.contains(event.partition()))
                .forEach(event -> {
                    if (event.kind() == Kind.ASSIGNED || event.kind() == Kind.RELEASED) {
                        owned.put(event.partition(), event.kind() == Kind.ASSIGNED);
                    }
                });
        return owned.containsValue(true);
    }
}
