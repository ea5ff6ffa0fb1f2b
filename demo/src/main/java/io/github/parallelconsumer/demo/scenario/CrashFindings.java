package io.github.parallelconsumer.demo.scenario;

import static java.util.stream.Collectors.toSet;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the story of a crash comes to. Immutable.
 *
 * @param delivered records whose handler had started in the killed process
 * @param unfinished those of them whose handler had not ended
 * @param uncommitted those that had ended, but of which no acknowledged commit tells
 * @param again those that the next process got again
 * @param plain those that it would have got with the same offsets and without their maps
 * @param unexpected delivered again although a commit tells of them
 * @param missing not delivered again although no commit tells of them
 * @param premature of which a commit tells although their handler had not ended
 * @param twice starts of records that the same process had started before
 * @param lost records of the topic that nobody has finished
 */
record CrashFindings(
        int delivered,
        int unfinished,
        int uncommitted,
        int again,
        int plain,
        int unexpected,
        int missing,
        int premature,
        int twice,
        int lost) {

    static CrashFindings of(List<Event> killed, Commits commits, List<Event> next, Set<Place> records) {
        var delivered = Place.of(Kind.STARTED, killed);
        var finished = Place.of(Kind.DONE, killed);
        var expected = commits.uncovered(delivered);
        var startedNext = Place.of(Kind.STARTED, next);
        var again = delivered.stream().filter(startedNext::contains).collect(toSet());
        var lost = new HashSet<>(records);
        lost.removeAll(finished);
        lost.removeAll(Place.of(Kind.DONE, next));
        return new CrashFindings(
                delivered.size(),
                without(delivered, finished).size(),
                commits.uncovered(finished).size(),
                again.size(),
                (int) delivered.stream()
                        .filter(place -> place.offset() >= commits.offset(place.partition()))
                        .count(),
                without(again, expected).size(),
                without(expected, again).size(),
                (int) without(delivered, finished).stream()
                        .filter(commits::covers)
                        .count(),
                Place.repeats(Kind.STARTED, killed) + Place.repeats(Kind.STARTED, next),
                lost.size());
    }

    private static Set<Place> without(Collection<Place> places, Collection<Place> others) {
        var rest = new HashSet<>(places);
        rest.removeAll(others);
        return rest;
    }

    /** What should have held and did not. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        if (unexpected > 0) {
            broken.add(unexpected + " record(s) came again although a commit tells that they are finished");
        }
        if (missing > 0) {
            broken.add(missing + " record(s) did not come again although no commit tells that they are finished");
        }
        if (premature > 0) {
            broken.add(premature + " record(s) were committed before their handler had ended");
        }
        if (twice > 0) {
            broken.add(twice + " record(s) came twice in one process");
        }
        if (lost > 0) {
            broken.add(lost + " record(s) were lost");
        }
        return broken;
    }
}
