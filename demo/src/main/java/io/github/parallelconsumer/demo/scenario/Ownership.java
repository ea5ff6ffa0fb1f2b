package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.demo.scenario.Commits.Commit;
import java.util.List;
import java.util.Optional;

/**
 * What a member did with a partition from the moment that it had it to the one when it gave it up, and after that. Immutable.
 *
 * @param during its events there while it had it
 * @param after its events there until it had it again
 */
record Ownership(List<Event> during, List<Event> after) {

    /** The one that a release has ended. */
    static Ownership endedBy(Event release, List<Event> events) {
        var here = events.stream()
                .filter(event -> event.partition() == release.partition())
                .toList();
        var from = Events.of(Kind.ASSIGNED, here)
                .mapToLong(Event::nanos)
                .filter(nanos -> nanos <= release.nanos())
                .max()
                .orElse(Long.MIN_VALUE);
        var again = Events.of(Kind.ASSIGNED, here)
                .mapToLong(Event::nanos)
                .filter(nanos -> nanos > release.nanos())
                .min()
                .orElse(Long.MAX_VALUE);
        return new Ownership(between(from, release.nanos(), here), between(release.nanos() + 1, again, here));
    }

    private static List<Event> between(long from, long to, List<Event> events) {
        return events.stream()
                .filter(event -> event.nanos() >= from && event.nanos() <= to)
                .toList();
    }

    /** Records finished there of which the last commit does not tell. */
    int uncommitted() {
        var commit = Events.of(Kind.COMMITTED, during)
                .reduce((earlier, later) -> later)
                .map(event -> Commit.of(event.offset(), event.detail()));
        return (int) Events.of(Kind.DONE, during)
                .filter(event -> commit.isEmpty() || !commit.get().covers(event.offset()))
                .count();
    }

    /** Handlers that had not ended. */
    int running() {
        return Events.count(Kind.STARTED, during) - Events.count(Kind.DONE, during) - Events.count(Kind.FAILED, during);
    }

    /** When intake ended, and what had been let through then; nothing when the member did not tell. */
    Optional<Stop> stop() {
        return Events.of(Kind.RELEASING, during).findFirst().map(end -> Stop.of(end, during));
    }

    int startedAfter() {
        return Events.count(Kind.STARTED, after);
    }
}
