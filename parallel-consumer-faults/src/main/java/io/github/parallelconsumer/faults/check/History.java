package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.ledger.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger with what several checks look up in it. Immutable once made. */
final class History {

    /** One delivery's attempt, which is written down at its start and at its end. Immutable. */
    private record AttemptId(String member, long assignment, Place place, int attempt) {

        static AttemptId of(Event event) {
            return new AttemptId(event.member(), event.assignment(), event.place(), event.attempt());
        }
    }

    /** A partition at a member. Immutable. */
    private record Post(String member, int partition) {

        static Post of(Event event) {
            return new Post(event.member(), event.partition());
        }
    }

    private final Ledger ledger;
    private final List<Attempt> attempts;
    private final Map<Place, List<Event>> finishes;
    private final Map<Post, List<Event>> assigned;
    private final Map<Post, List<Event>> released;
    private final Map<AttemptId, Event> firstOfAssignment = new HashMap<>();

    History(Ledger ledger) {
        this.ledger = ledger;
        attempts = attempts(ledger);
        finishes = ledger.events().stream()
                .filter(event -> event.kind().finishes())
                .collect(groupingBy(Event::place));
        assigned = of(Kind.ASSIGNED);
        released = of(Kind.RELEASED);
        attempts.forEach(attempt -> firstOfAssignment.putIfAbsent(ofAssignment(attempt.start()), attempt.start()));
    }

    Ledger ledger() {
        return ledger;
    }

    /** All calls of handlers, by their starts. */
    List<Attempt> attempts() {
        return attempts;
    }

    /** The ends of a record for good, in the order of time. */
    List<Event> finishes(Place place) {
        return finishes.getOrDefault(place, List.of());
    }

    /** When the assignment began under which a handler was called: the last one before the first call under it. */
    long assignedAt(Event start) {
        var first = firstOfAssignment.getOrDefault(ofAssignment(start), start);
        return assigned.getOrDefault(Post.of(start), List.of()).stream()
                .mapToLong(Event::nanos)
                .filter(nanos -> nanos <= first.nanos())
                .max()
                .orElse(first.nanos());
    }

    /** So long before a handler was called, or the beginning of its assignment if that was later. */
    long recently(Event start, long nanos) {
        return Math.max(assignedAt(start), start.nanos() - nanos);
    }

    /** How the assignment ended in which a handler was called. */
    Optional<Event> release(Event start) {
        var assignedAt = assignedAt(start);
        return released.getOrDefault(Post.of(start), List.of()).stream()
                .filter(event -> event.nanos() > assignedAt)
                .findFirst();
    }

    private static AttemptId ofAssignment(Event event) {
        return new AttemptId(event.member(), event.assignment(), new Place(event.partition(), -1), 0);
    }

    private Map<Post, List<Event>> of(Kind kind) {
        return ledger.events().stream().filter(event -> event.kind() == kind).collect(groupingBy(Post::of));
    }

    private static List<Attempt> attempts(Ledger ledger) {
        var open = new HashMap<AttemptId, Event>();
        var attempts = new ArrayList<Attempt>();
        for (var event : ledger.events()) {
            if (event.kind() == Kind.START) {
                open.put(AttemptId.of(event), event);
            } else if (event.kind().endsRun()) {
                var start = open.remove(AttemptId.of(event));
                if (start == null) {
                    throw new IllegalStateException("a handler ended that never began: " + event.toLine());
                }
                attempts.add(new Attempt(start, event.nanos(), event.kind()));
            }
        }
        open.values().forEach(start -> attempts.add(new Attempt(start, lifeEnd(ledger, start), Kind.START)));
        attempts.sort(Comparator.comparingLong(attempt -> attempt.start().nanos()));
        return List.copyOf(attempts);
    }

    private static long lifeEnd(Ledger ledger, Event start) {
        return ledger.faults().stream()
                .filter(fault ->
                        fault.kind() == FaultKind.KILL && fault.subject().equals(start.member()))
                .mapToLong(fault -> Math.max(fault.from(), start.nanos()))
                .findFirst()
                .orElse(ledger.end());
    }
}
