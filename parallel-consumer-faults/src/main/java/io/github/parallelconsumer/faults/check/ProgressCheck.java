package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Lane;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.ledger.Place;
import io.github.parallelconsumer.faults.ledger.Sent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No partition has records waiting without one ending for longer than the bound, to which the longest stall of the machine is
 * added. The time counts from the last end of a record there, the arrival of the first that waits, or the last moment of a
 * fault (killing, stopping, brokers), whatever came last. A lane whose head was given up does not count as waiting until it
 * goes on: a letter that could not be stored is tried again after up to half a minute, as documented. Immutable.
 */
record ProgressCheck(Bounds bounds) implements Check {

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        long stall = Stalls.longestMillis(ledger);
        long bound = bounds.progress().toMillis() + stall;
        var violations = new ArrayList<String>();
        long most = 0;
        for (var partition : steps(ledger).entrySet()) {
            var walk = new PartitionWalk();
            partition.getValue().forEach(walk::take);
            walk.look(ledger.end());
            most = Math.max(most, walk.longest() / 1_000_000);
            if (walk.longest() / 1_000_000 > bound) {
                violations.add("partition " + partition.getKey() + " from " + walk.longestFrom() + " on for "
                        + walk.longest() / 1_000_000 + " ms");
            }
        }
        return Finding.of(
                "progress", "longest wait " + most + " ms of " + bound + ", the machine's stall " + stall, violations);
    }

    /** In the order of time, by partition. */
    private static Map<Integer, List<PartitionWalk.Step>> steps(Ledger ledger) {
        var lanes = new HashMap<Place, Lane>();
        var steps = new ArrayList<PartitionWalk.Step>();
        for (var sent : ledger.sent()) {
            var lane = ledger.order().lane(sent.place(), sent.key());
            lanes.put(sent.place(), lane);
            steps.add(new PartitionWalk.Step(sent.nanos(), PartitionWalk.What.ARRIVED, sent.place(), lane));
        }
        for (var event : ledger.events()) {
            var what = what(event.kind());
            var lane = lanes.get(event.place());
            if (what != PartitionWalk.What.FAULT && lane != null) {
                steps.add(new PartitionWalk.Step(event.nanos(), what, event.place(), lane));
            }
        }
        var partitions = ledger.sent().stream()
                .map(Sent::place)
                .map(Place::partition)
                .distinct()
                .toList();
        for (int partition : partitions) {
            var nowhere = new Place(partition, -1);
            ledger.faults().stream().filter(ProgressCheck::disturbs).forEach(fault -> {
                steps.add(new PartitionWalk.Step(
                        fault.from(), PartitionWalk.What.FAULT, nowhere, new Lane(partition, "")));
                steps.add(
                        new PartitionWalk.Step(fault.to(), PartitionWalk.What.FAULT, nowhere, new Lane(partition, "")));
            });
        }
        steps.sort(Comparator.comparingLong(PartitionWalk.Step::nanos));
        return steps.stream().collect(groupingBy(step -> step.place().partition()));
    }

    private static PartitionWalk.What what(Kind kind) {
        return switch (kind) {
            case START -> PartitionWalk.What.BEGUN;
            case GIVEN_UP -> PartitionWalk.What.GIVEN_UP;
            case OK, DEAD_LETTERED -> PartitionWalk.What.ENDED;
            case OPEN, ASSIGNED, FAILED, INTERRUPTED, COMMIT_FAILED, RELEASED, CLOSING, CLOSED, DIED ->
                PartitionWalk.What.FAULT;
        };
    }

    private static boolean disturbs(Fault fault) {
        return fault.kind() != FaultKind.LETTERS_DOWN
                && fault.kind() != FaultKind.STALL
                && fault.kind() != FaultKind.GONE;
    }
}
