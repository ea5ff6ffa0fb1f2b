package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.demo.process.Handover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the story of a shutdown comes to. Immutable.
 *
 * @param exitStatus of the process that got SIGTERM
 * @param running handlers that ran when it turned to closing
 * @param startedAfter handlers that started after that
 * @param allowed how many may: those that were let through before intake had stopped
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
        int running,
        int startedAfter,
        int allowed,
        int ended,
        int cutOff,
        int dropped,
        int uncommitted,
        int twice,
        int lost,
        int members) {

    private static final int ENDED_BY_SIGTERM = 128 + 15;
    /** Handlers that may follow each other in a slot when a busy machine holds the process up: about a second. */
    private static final int HELD_UP = 4;

    /** What is known when the process has ended. Immutable. */
    record Exit(int status, List<Event> events, Commits commits, int members) {}

    static ShutdownFindings of(Exit exit, int slots, List<Event> next, Set<Place> records) {
        var closing = Events.of(Kind.CLOSING, exit.events())
                .mapToLong(Event::nanos)
                .min()
                .orElse(Long.MAX_VALUE);
        var before =
                exit.events().stream().filter(event -> event.nanos() < closing).toList();
        var started = Place.of(Kind.STARTED, exit.events());
        var done = Place.of(Kind.DONE, exit.events());
        var all = Stream.concat(exit.events().stream(), next.stream()).toList();
        var lost = new HashSet<>(records);
        lost.removeAll(done);
        lost.removeAll(Place.of(Kind.DONE, next));
        return new ShutdownFindings(
                exit.status(),
                Events.count(Kind.STARTED, before) - Events.count(Kind.DONE, before),
                Events.count(Kind.STARTED, exit.events()) - Events.count(Kind.STARTED, before),
                allowed(slots, records.size() - Events.count(Kind.STARTED, before)),
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

    /**
     * One to a slot, or more where the process was held up between the event and the end of intake. If intake goes on, the end
     * waits for whatever it brings: all the rest is started, or handlers are cut off.
     */
    private static int allowed(int slots, int rest) {
        return Math.max(slots, Math.min(rest / 2, HELD_UP * slots));
    }

    /** What should have held and did not. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        if (exitStatus != ENDED_BY_SIGTERM) {
            broken.add("the process ended with status " + exitStatus + " instead of " + ENDED_BY_SIGTERM);
        }
        if (running + startedAfter == 0) {
            broken.add("no handler ran when it turned to closing, so this shows nothing");
        }
        if (startedAfter > allowed) {
            broken.add(startedAfter + " handlers were started while it closed, so intake went on");
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
