package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.ledger.Place;
import io.github.parallelconsumer.faults.ledger.Sent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * No partition has records waiting without one ending for longer than the bound, to which the longest stall of the machine is
 * added. The time counts from the last end of a record there, the arrival of the first that waits, or the last moment of a
 * fault (killing, stopping, brokers), whatever came last; with PARTITION, while the dead letter topic takes nothing it does not
 * count, since a head that is given up rightly holds its partition. Immutable.
 */
record ProgressCheck(Bounds bounds) implements Check {

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        Map<Integer, List<Sent>> sent =
                ledger.sent().stream().collect(groupingBy(one -> one.place().partition()));
        Map<Integer, List<Event>> ends = ledger.events().stream()
                .filter(event -> event.kind().finishes())
                .collect(groupingBy(Event::partition));
        long stall = Stalls.longestMillis(ledger);
        long bound = bounds.progress().toMillis() + stall;
        var resets = resets(ledger);
        var violations = new ArrayList<String>();
        long most = 0;
        for (var partition : sent.entrySet()) {
            var walk = new Walk(ledger.end());
            walk.over(steps(partition.getValue(), ends.getOrDefault(partition.getKey(), List.of()), resets));
            most = Math.max(most, walk.longest / 1_000_000);
            if (walk.longest / 1_000_000 > bound) {
                violations.add("partition " + partition.getKey() + " from " + walk.longestFrom + " on for "
                        + walk.longest / 1_000_000 + " ms");
            }
        }
        return Finding.of(
                "progress", "longest wait " + most + " ms of " + bound + ", the machine's stall " + stall, violations);
    }

    /** What happens to a partition at an instant. Immutable. */
    private record Step(long nanos, int arrived, List<Place> ended, boolean resets, int holds) {}

    private static List<Step> steps(List<Sent> sent, List<Event> ends, List<Step> resets) {
        var known = new HashSet<Place>();
        sent.forEach(one -> known.add(one.place()));
        return Stream.of(
                        sent.stream().map(one -> new Step(one.nanos(), 1, List.of(), false, 0)),
                        ends.stream()
                                .map(end -> new Step(
                                        end.nanos(),
                                        0,
                                        known.remove(end.place()) ? List.of(end.place()) : List.of(),
                                        true,
                                        0)),
                        resets.stream())
                .flatMap(steps -> steps)
                .sorted(Comparator.comparingLong(Step::nanos))
                .toList();
    }

    private static List<Step> resets(Ledger ledger) {
        var resets = new ArrayList<Step>();
        for (var fault : ledger.faults()) {
            var held = fault.kind() == FaultKind.LETTERS_DOWN && ledger.order() == LaneOrder.PARTITION;
            if (held || (fault.kind() != FaultKind.LETTERS_DOWN && fault.kind() != FaultKind.STALL)) {
                resets.add(new Step(fault.from(), 0, List.of(), true, held ? 1 : 0));
                resets.add(new Step(fault.to(), 0, List.of(), true, held ? -1 : 0));
            }
        }
        return resets;
    }

    /** Goes through a partition's time. Confined to one check. */
    private static final class Walk {

        private final long end;
        private int waiting;
        private int holds;
        private long since;
        private long longest;
        private long longestFrom;

        Walk(long end) {
            this.end = end;
        }

        void over(List<Step> steps) {
            steps.forEach(this::take);
            look(end);
        }

        private void take(Step step) {
            look(step.nanos());
            var idle = waiting <= 0;
            waiting += step.arrived() - step.ended().size();
            holds += step.holds();
            if (step.resets() || idle) {
                since = step.nanos();
            }
        }

        private void look(long now) {
            if (waiting > 0 && holds == 0 && now - since > longest) {
                longest = now - since;
                longestFrom = since;
            }
        }
    }
}
