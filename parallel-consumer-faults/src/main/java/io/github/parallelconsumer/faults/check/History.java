package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.ledger.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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

    /** Within this time a member has heard that it was cut off: the longest silence of the brokers, and what clients wait. */
    private static final long HEARD = 30_000_000_000L;

    private final Ledger ledger;
    private final List<Attempt> attempts;
    private final List<Event> endsOfNone = new ArrayList<>();
    private final Map<Place, List<Event>> finishes;
    private final Map<Post, List<Event>> assigned;
    private final Map<Post, List<Event>> released;
    private final Map<Post, List<Event>> commitsFailed;
    private final Map<AttemptId, Event> firstOfAssignment = new HashMap<>();
    private final Map<AttemptId, Long> givenUp = new HashMap<>();

    History(Ledger ledger) {
        this.ledger = ledger;
        attempts = attempts(ledger, endsOfNone);
        finishes = ledger.events().stream()
                .filter(event -> event.kind().finishes())
                .collect(groupingBy(Event::place));
        assigned = of(Kind.ASSIGNED);
        released = of(Kind.RELEASED);
        commitsFailed = of(Kind.COMMIT_FAILED);
        attempts.forEach(attempt -> firstOfAssignment.putIfAbsent(ofAssignment(attempt.start()), attempt.start()));
        attempts.stream()
                .filter(attempt -> attempt.how() == Kind.GIVEN_UP)
                .forEach(attempt -> givenUp.putIfAbsent(ofDelivery(attempt.start()), attempt.end()));
    }

    Ledger ledger() {
        return ledger;
    }

    /** All calls of handlers, by their starts. */
    List<Attempt> attempts() {
        return attempts;
    }

    /** Ends of handlers that never began. */
    List<Event> endsOfNone() {
        return List.copyOf(endsOfNone);
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

    /** Whether that end was one of the very delivery for which a handler was called. */
    boolean isSameDelivery(Event finish, Event start) {
        if (!finish.member().equals(start.member())) {
            return false;
        }
        return finish.kind() == Kind.OK
                ? finish.assignment() == start.assignment()
                : finish.nanos() > givenUp.getOrDefault(ofDelivery(start), Long.MAX_VALUE);
    }

    /**
     * Whether the group went on without that member soon after something that it wrote down: it says that it lost the
     * partition, or that a commit of it failed before it gave the partition up, or it was killed before it could say so.
     */
    boolean wasCutOff(Event event) {
        long latest = event.nanos() + HEARD;
        var release = release(event);
        if (release.isEmpty()) {
            return ledger.suffered(event.member(), FaultKind.KILL, event.nanos(), latest);
        }
        long released = release.get().nanos();
        return (release.get().detail().startsWith("LOST") && released <= latest)
                || commitsFailed.getOrDefault(Post.of(event), List.of()).stream()
                        .mapToLong(Event::nanos)
                        .anyMatch(failed -> failed >= event.nanos() && failed <= Math.min(released, latest));
    }

    private static AttemptId ofDelivery(Event event) {
        return new AttemptId(event.member(), event.assignment(), event.place(), 0);
    }

    private static AttemptId ofAssignment(Event event) {
        return new AttemptId(event.member(), event.assignment(), new Place(event.partition(), -1), 0);
    }

    private Map<Post, List<Event>> of(Kind kind) {
        return ledger.events().stream().filter(event -> event.kind() == kind).collect(groupingBy(Post::of));
    }

    /** An attempt that begins twice before it ends once is two of them. */
    private static List<Attempt> attempts(Ledger ledger, List<Event> endsOfNone) {
        var open = new HashMap<AttemptId, Deque<Event>>();
        var attempts = new ArrayList<Attempt>();
        for (var event : ledger.events()) {
            if (event.kind() == Kind.START) {
                open.computeIfAbsent(AttemptId.of(event), id -> new ArrayDeque<>(1))
                        .add(event);
            } else if (event.kind().endsRun()) {
                var start = open.getOrDefault(AttemptId.of(event), new ArrayDeque<>(0))
                        .poll();
                if (start == null) {
                    endsOfNone.add(event);
                } else {
                    attempts.add(new Attempt(start, event.nanos(), event.kind()));
                }
            }
        }
        open.values().stream()
                .flatMap(Deque::stream)
                .forEach(start -> attempts.add(new Attempt(start, lifeEnd(ledger, start), Kind.START)));
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
