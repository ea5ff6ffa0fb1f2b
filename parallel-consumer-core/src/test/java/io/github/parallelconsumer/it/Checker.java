package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.it.Event.Delivery;
import io.github.parallelconsumer.it.Event.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * What a finished run did wrong, all members together. Immutable.
 *
 * <p>A lane is what the ordering says. The checks hold across members: {@link #disorders} finds a record that started
 * although an earlier one of its lane had not been done by anyone; {@link #overlaps} finds two handlers in one lane at the
 * same time, in whichever processes.
 */
final class Checker {

    private static final Comparator<Delivery> BY_PLACE = Comparator.<Delivery, String>comparing(
                    delivery -> delivery.partition().topic())
            .thenComparingInt(delivery -> delivery.partition().partition())
            .thenComparingLong(Delivery::offset);

    private final List<Event> events;
    private final Ordering ordering;

    Checker(List<Event> events, Ordering ordering) {
        this.events = events;
        this.ordering = ordering;
    }

    /** Records that nobody has done. */
    Set<Delivery> lost(Map<TopicPartition, Long> endOffsets) {
        var lost = places();
        endOffsets.forEach((partition, end) -> {
            for (long offset = 0; offset < end; offset++) {
                lost.add(new Delivery(partition, offset));
            }
        });
        of(Kind.DONE).forEach(event -> lost.remove(event.delivery()));
        return lost;
    }

    /** Records that were started more than once. */
    Set<Delivery> duplicates() {
        var seen = places();
        return starts().filter(delivery -> !seen.add(delivery)).collect(toCollection(Checker::places));
    }

    /** Records that a member's handlers have started. */
    Set<Delivery> startedBy(String member) {
        return of(Kind.STARTED)
                .filter(event -> event.member().equals(member))
                .map(Event::delivery)
                .collect(toCollection(Checker::places));
    }

    /** The most handlers of a member that ran at once. */
    int mostAtOnce(String member) {
        int running = 0;
        int most = 0;
        for (var event : events) {
            if (event.member().equals(member)) {
                running += event.kind() == Kind.STARTED ? 1 : -1;
                most = Math.max(most, running);
            }
        }
        return most;
    }

    /** The member that has handled the newest event of each partition. */
    Map<TopicPartition, String> owners() {
        var owners = new HashMap<TopicPartition, String>();
        events.forEach(event -> owners.put(event.delivery().partition(), event.member()));
        return owners;
    }

    /** Records that come again, since they had begun and were not covered by the last commit when their partition went. */
    Set<Delivery> leftOpen(Collection<Handover> handovers) {
        var starts = startsByOwner();
        var open = places();
        for (var handover : handovers) {
            var covered = Covered.by(handover.committed());
            starts.getOrDefault(owner(handover.member(), handover.partition()), List.of()).stream()
                    .filter(handover::started)
                    .map(Event::delivery)
                    .filter(delivery -> !covered.contains(delivery.offset()))
                    .forEach(open::add);
        }
        return open;
    }

    /** Records of these partitions that a member had finished above what was committed, and that do not come again. */
    int savedByMaps(Collection<Handover> handovers) {
        var starts = startsByOwner();
        var saved = places();
        for (var handover : handovers) {
            var covered = Covered.by(handover.committed());
            starts.getOrDefault(owner(handover.member(), handover.partition()), List.of()).stream()
                    .filter(handover::started)
                    .map(Event::delivery)
                    .filter(delivery -> covered.above().isFinished(delivery.offset()))
                    .forEach(saved::add);
        }
        return saved.size();
    }

    /** A long run has too many handovers to look through all events for each. */
    private Map<Object, List<Event>> startsByOwner() {
        return of(Kind.STARTED)
                .collect(groupingBy(
                        event -> owner(event.member(), event.delivery().partition())));
    }

    private static Object owner(String member, TopicPartition partition) {
        return List.of(member, partition);
    }

    /** Records that started before an earlier one of their lane was done. */
    List<String> disorders() {
        var unfinished = new HashMap<Object, PriorityQueue<Delivery>>();
        var known = places();
        for (var event : events) {
            if (known.add(event.delivery())) {
                unfinished
                        .computeIfAbsent(lane(event), key -> new PriorityQueue<>(BY_PLACE))
                        .add(event.delivery());
            }
        }
        var done = places();
        var disorders = new ArrayList<String>();
        for (var event : events) {
            var lane = unfinished.get(lane(event));
            while (!lane.isEmpty() && done.contains(lane.peek())) {
                lane.remove();
            }
            if (event.kind() == Kind.DONE) {
                done.add(event.delivery());
            } else if (event.kind() == Kind.STARTED
                    && !lane.isEmpty()
                    && BY_PLACE.compare(lane.peek(), event.delivery()) < 0) {
                disorders.add(event + " although " + lane.peek() + " was not done");
            }
        }
        return disorders;
    }

    /** Records that started while another one of their lane ran. */
    List<String> overlaps() {
        var running = new HashMap<Object, List<Event>>();
        var overlaps = new ArrayList<String>();
        for (var event : events) {
            var lane = running.computeIfAbsent(lane(event), key -> new ArrayList<>());
            if (event.kind() == Kind.STARTED) {
                lane.forEach(other -> overlaps.add(event + " while " + other + " ran"));
                lane.add(event);
            } else {
                lane.removeIf(other -> other.member().equals(event.member())
                        && other.delivery().equals(event.delivery()));
            }
        }
        return overlaps;
    }

    /** Records that were started and whose last handler has not ended. */
    Set<Delivery> unended() {
        var unended = places();
        for (var event : events) {
            if (event.kind() == Kind.STARTED) {
                unended.add(event.delivery());
            } else {
                unended.remove(event.delivery());
            }
        }
        return unended;
    }

    /** The same run without what a killed member's handlers had begun and could not end. */
    Checker withoutUnendedOf(String member) {
        var ended = places();
        events.stream()
                .filter(event -> event.kind() != Kind.STARTED && event.member().equals(member))
                .forEach(event -> ended.add(event.delivery()));
        var rest = events.stream()
                .filter(event -> !event.member().equals(member) || ended.contains(event.delivery()))
                .toList();
        return new Checker(rest, ordering);
    }

    /** The events of a kind. */
    Stream<Event> of(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind);
    }

    private Stream<Delivery> starts() {
        return of(Kind.STARTED).map(Event::delivery);
    }

    private Object lane(Event event) {
        var partition = event.delivery().partition();
        return switch (ordering) {
            case Ordering.Unordered unordered -> event.delivery();
            case Ordering.ByPartition byPartition -> partition;
            case Ordering.ByKey byKey -> event.key() == null ? event.delivery() : List.of(partition, event.key());
        };
    }

    private static Set<Delivery> places() {
        return new TreeSet<>(BY_PLACE);
    }
}
