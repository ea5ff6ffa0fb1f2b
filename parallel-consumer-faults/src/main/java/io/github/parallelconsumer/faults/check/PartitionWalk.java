package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Lane;
import io.github.parallelconsumer.faults.ledger.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Goes through what happens to a partition, and finds the longest time in which records waited. Confined to one check. */
final class PartitionWalk {

    /** What happens to a partition at an instant. Immutable. */
    record Step(long nanos, What what, Place place, Lane lane) {}

    /** The kinds of steps. Immutable. */
    enum What {
        ARRIVED,
        BEGUN,
        GIVEN_UP,
        ENDED,
        FAULT
    }

    private final Set<Place> arrived = new HashSet<>();
    private final Set<Place> ended = new HashSet<>();
    private final Map<Lane, Integer> waiting = new HashMap<>();
    private final Set<Lane> givenUp = new HashSet<>();
    private int counted;
    private long since;
    private long longest;
    private long longestFrom;

    void take(Step step) {
        look(step.nanos());
        int before = counted;
        switch (step.what()) {
            case ARRIVED -> {
                if (!ended.contains(step.place())) { // which may be known before its acknowledgement
                    arrived.add(step.place());
                    wait(step.lane(), 1);
                }
            }
            case GIVEN_UP -> {
                if (givenUp.add(step.lane())) {
                    counted -= waiting.getOrDefault(step.lane(), 0);
                }
            }
            case BEGUN -> goesOn(step.lane());
            case ENDED -> {
                goesOn(step.lane());
                ended.add(step.place());
                if (arrived.remove(step.place())) {
                    wait(step.lane(), -1);
                }
            }
            case FAULT -> since = step.nanos();
        }
        if (step.what() == What.ENDED || before == 0) {
            since = step.nanos();
        }
    }

    private void wait(Lane lane, int more) {
        waiting.merge(lane, more, Integer::sum);
        counted += givenUp.contains(lane) ? 0 : more;
    }

    private void goesOn(Lane lane) {
        if (givenUp.remove(lane)) {
            counted += waiting.getOrDefault(lane, 0);
        }
    }

    void look(long now) {
        if (counted > 0 && now - since > longest) {
            longest = now - since;
            longestFrom = since;
        }
    }

    /** In nanoseconds. */
    long longest() {
        return longest;
    }

    /** Since when they waited. */
    long longestFrom() {
        return longestFrom;
    }
}
