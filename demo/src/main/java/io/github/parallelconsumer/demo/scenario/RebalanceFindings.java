package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What the story of a rebalance comes to. Immutable. Checked is that intake of a partition has ended before it is given up:
 * after the library has told so nothing of it starts but what was let through, no more records than it counts and than the
 * member has slots (see {@link Stop}), and at the handover nothing of it runs. Not checked is that the partitions which are
 * kept go on at every handover, but that records of them start during some: a busy machine may hold a member up for longer
 * than a handover takes.
 *
 * @param records of the topic
 * @param slots how many handlers a member may run at once
 * @param givings the occasions on which partitions were given up
 * @param duplicates records that were started more than once
 * @param disorders records that were started before an earlier one of their key had ended
 * @param lost records that nobody has finished
 */
record RebalanceFindings(int records, int slots, List<Giving> givings, int duplicates, int disorders, int lost) {

    static RebalanceFindings of(Map<String, List<Event>> members, int slots, Set<Place> records) {
        var givings = new ArrayList<Giving>();
        var all = new ArrayList<Event>();
        members.forEach((member, events) -> {
            givings.addAll(Giving.of(member, events));
            all.addAll(events);
        });
        // All processes of a machine share the clock.
        all.sort(Comparator.comparingLong(Event::nanos));
        givings.sort(Comparator.comparingLong(Giving::nanos));
        var lost = new HashSet<>(records);
        lost.removeAll(Place.of(Kind.DONE, all));
        return new RebalanceFindings(
                records.size(),
                slots,
                List.copyOf(givings),
                Place.repeats(Kind.STARTED, all),
                KeyOrder.disorders(all),
                lost.size());
    }

    /** Partitions that moved because somebody joined or left, the last close not counted. */
    int moved() {
        return givings.stream()
                .filter(giving -> giving.handover().reason() == Reason.REVOKED)
                .mapToInt(giving -> giving.partitions().size())
                .sum();
    }

    int finishedBefore() {
        return sum(giving -> giving.handover().finished());
    }

    int interrupted() {
        return sum(giving -> giving.handover().interrupted());
    }

    int dropped() {
        return sum(giving -> giving.handover().dropped());
    }

    int startedElsewhere() {
        return sum(Giving::startedElsewhere);
    }

    int uncommitted() {
        return sum(Giving::uncommitted);
    }

    int letThrough() {
        return sum(Giving::letThrough);
    }

    int startedTooLate() {
        return sum(Giving::startedTooLate);
    }

    private int untold() {
        return sum(Giving::untold);
    }

    private int withoutSlot() {
        return sum(giving -> Math.max(0, giving.inSlots() - slots));
    }

    int startedAfter() {
        return sum(Giving::startedAfter);
    }

    private int running() {
        return sum(Giving::running);
    }

    private int sum(ToIntFunction<Giving> number) {
        return givings.stream().mapToInt(number).sum();
    }

    /** What should have held and did not. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        if (moved() == 0) {
            broken.add("no partition moved to the second consumer");
        }
        if (moved() > 0 && startedElsewhere() == 0) {
            broken.add("the partitions that were kept stood still at every handover");
        }
        add(broken, untold(), "partition(s) were given up without a word that their intake had ended");
        add(broken, startedTooLate(), "record(s) were started though intake of their partition had ended");
        add(broken, withoutSlot(), "record(s) more than a member has slots ran or started when intake had ended");
        add(broken, interrupted(), "handler(s) were interrupted");
        add(broken, running(), "handler(s) still ran when their partition was given up");
        add(broken, uncommitted(), "finished record(s) were not committed when their partition was given up");
        add(broken, startedAfter(), "record(s) were started after their partition was given up");
        add(broken, duplicates, "record(s) were processed twice");
        add(broken, disorders, "record(s) were processed out of the order of their key");
        add(broken, lost, "record(s) were lost");
        return broken;
    }

    private static void add(List<String> broken, int count, String what) {
        if (count > 0) {
            broken.add(count + " " + what);
        }
    }
}
