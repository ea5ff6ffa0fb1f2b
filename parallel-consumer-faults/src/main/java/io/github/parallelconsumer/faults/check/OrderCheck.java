package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Lane;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.faults.ledger.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Two things, whatever faults there were, zombies included. No handler is called for a record before each earlier one of its
 * lane has ended in some member, or was given up under the same assignment (its letter is stored before the next one begins,
 * but the library tells so only afterwards). And under one assignment the handlers of a lane are called in the order of the
 * offsets. An older record that comes again after a newer one under another assignment is no disorder but a repeat, which
 * {@link RepeatCheck} judges. Stateless.
 */
final class OrderCheck implements Check {

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        if (ledger.order() == LaneOrder.UNORDERED) {
            return Finding.of("order", "none is promised", List.of());
        }
        var sweep = new Sweep(history);
        ledger.events().forEach(sweep::add);
        return Finding.of(
                "order of " + ledger.order(),
                sweep.starts + " starts in " + sweep.lanes.size() + " lanes",
                sweep.violations);
    }

    /** A lane under an assignment. Immutable. */
    private record Turn(String member, long assignment, Lane lane) {}

    /** A record under an assignment. Immutable. */
    private record GivenUp(String member, long assignment, Place place) {}

    /** Goes through the events in the order of time. Confined to one check. */
    private static final class Sweep {

        private final History history;
        private final Map<Lane, SortedSet<Long>> lanes = new HashMap<>();
        private final Map<Place, Lane> laneOf = new HashMap<>();
        private final Set<GivenUp> givenUp = new HashSet<>();
        private final Map<Turn, Event> newest = new HashMap<>();
        private final List<String> violations = new ArrayList<>();
        private int starts;

        Sweep(History history) {
            this.history = history;
            var ledger = history.ledger();
            ledger.sent().forEach(sent -> know(sent.place(), ledger.order().lane(sent.place(), sent.key())));
            history.attempts().forEach(attempt -> know(attempt.start().place(), ledger.lane(attempt.start())));
        }

        private void know(Place place, Lane lane) {
            laneOf.put(place, lane);
            lanes.computeIfAbsent(lane, key -> new TreeSet<>()).add(place.offset());
        }

        void add(Event event) {
            if (event.kind() == Kind.START) {
                start(event);
            } else if (event.kind() == Kind.GIVEN_UP) {
                givenUp.add(new GivenUp(event.member(), event.assignment(), event.place()));
            } else if (event.kind().finishes()) {
                Optional.ofNullable(laneOf.get(event.place()))
                        .ifPresent(lane -> unfinished(lane).remove(event.offset()));
            }
        }

        private void start(Event event) {
            starts++;
            var lane = history.ledger().lane(event);
            for (var earlier : unfinished(lane).headSet(event.offset())) {
                var place = new Place(event.partition(), earlier);
                if (!givenUp.contains(new GivenUp(event.member(), event.assignment(), place))) {
                    violations.add(event.toLine() + "  although " + place + " of its lane had not ended");
                    return;
                }
            }
            var before = newest.put(new Turn(event.member(), event.assignment(), lane), event);
            if (before != null && before.offset() > event.offset()) {
                violations.add(event.toLine() + "  after " + before.toLine());
            }
        }

        private SortedSet<Long> unfinished(Lane lane) {
            return lanes.computeIfAbsent(lane, key -> new TreeSet<>());
        }
    }
}
