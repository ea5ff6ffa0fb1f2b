package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.demo.process.Handover;
import io.github.parallelconsumer.demo.process.IntakeEnd;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the story of a shutdown comes to. Immutable.
 *
 * @param exitStatus of the process that got SIGTERM
 * @param stop the end of intake of all its partitions, which the library tells of at once; no more records were let through
 *     than there are slots, each of which they hold
 * @param ended handlers that ended by themselves, before and after
 * @param cutOff handlers that were interrupted or never ended
 * @param dropped records that it had polled and left to the next process
 * @param uncommitted records that were finished, and of which the last commit does not tell
 * @param twice starts of records that one of the processes, or the other, had started before
 * @param lost records of the topic that nobody has finished
 * @param members of the group after it had gone
 */
record ShutdownFindings(
        int exitStatus,
        Stop stop,
        int ended,
        int cutOff,
        int dropped,
        int uncommitted,
        int twice,
        int lost,
        int members) {

    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Stop UNTOLD = new Stop(0, 0, 0);

    /** What is known when the process has ended. Immutable. */
    record Exit(int status, List<Event> events, Commits commits, int members) {}

    static ShutdownFindings of(Exit exit, int slots, List<Event> next, Set<Place> records) {
        var started = Place.of(Kind.STARTED, exit.events());
        var done = Place.of(Kind.DONE, exit.events());
        var all = Stream.concat(exit.events().stream(), next.stream()).toList();
        var lost = new HashSet<>(records);
        lost.removeAll(done);
        lost.removeAll(Place.of(Kind.DONE, next));
        return new ShutdownFindings(
                exit.status(),
                stop(exit.events(), slots),
                done.size(),
                started.size() - done.size(),
                Events.of(Kind.RELEASED, exit.events())
                        .mapToInt(event -> Handover.parse(event.detail()).dropped())
                        .max()
                        .orElse(0),
                exit.commits().uncovered(done).size(),
                Place.repeats(Kind.STARTED, all),
                lost.size(),
                exit.members());
    }

    private static Stop stop(List<Event> events, int slots) {
        var ends = Events.of(Kind.RELEASING, events)
                .filter(event -> IntakeEnd.parse(event.detail()).reason() == Reason.CLOSED)
                .toList();
        var letThrough = ends.stream()
                .mapToInt(event -> IntakeEnd.parse(event.detail()).letThrough())
                .sum();
        return ends.isEmpty() ? UNTOLD : Stop.of(ends.getFirst(), Math.min(slots, letThrough), events);
    }

    /** What should have held and did not. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        if (exitStatus != ENDED_BY_SIGTERM) {
            broken.add("the process ended with status " + exitStatus + " instead of " + ENDED_BY_SIGTERM);
        }
        if (stop.inSlots() == 0) {
            broken.add("no handler ran when intake ended, so this shows nothing");
        }
        if (stop.tooMany() > 0) {
            broken.add(stop.tooMany() + " record(s) were started though intake had ended");
        }
        if (cutOff > 0) {
            broken.add(cutOff + " handler(s) did not finish");
        }
        if (uncommitted > 0) {
            broken.add(uncommitted + " finished record(s) were not committed");
        }
        if (members > 0) {
            broken.add("the group still had " + members + " member(s) after the end");
        }
        if (twice > 0) {
            broken.add(twice + " record(s) came twice");
        }
        if (lost > 0) {
            broken.add(lost + " record(s) were lost");
        }
        return broken;
    }
}
