package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Commit;
import io.github.parallelconsumer.faults.ledger.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each record that is handled again after it had ended has an {@link Excuse}; and whatever faults there were, none is handled
 * again that a commit covered before its new assignment began, unless brokers were at fault around that (a consumer that gets
 * no answer within 5 s goes on without the map). Records that had not ended come again without an excuse: they have to.
 * Stateless.
 */
final class RepeatCheck implements Check {

    private static final long AROUND = 6_000_000_000L;

    @Override
    public Finding of(History history) {
        Map<Integer, List<Commit>> commits = history.ledger().commits().stream().collect(groupingBy(Commit::partition));
        var counts = new EnumMap<Excuse, Integer>(Excuse.class);
        var violations = new ArrayList<String>();
        for (var attempt : history.attempts()) {
            var start = attempt.start();
            var former = start.attempt() == 1 ? former(history, start) : Optional.<Event>empty();
            if (former.isPresent()) {
                var covering = covering(history, commits.getOrDefault(start.partition(), List.of()), start);
                var excuse = covering.isEmpty() ? Excuse.of(history, former.get(), start) : unanswered(history, start);
                excuse.ifPresent(found -> counts.merge(found, 1, Integer::sum));
                if (excuse.isEmpty()) {
                    violations.add(
                            start.toLine() + "  though at " + former.get().toLine()
                                    + covering.map(commit -> "  and " + commit).orElse(""));
                }
            }
        }
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return Finding.of(
                "every duplicate explained", all + " duplicates" + (all == 0 ? "" : ": " + counts), violations);
    }

    /** How another delivery of the record had ended before. */
    private static Optional<Event> former(History history, Event start) {
        return history.finishes(start.place()).stream()
                .filter(finish -> finish.nanos() < start.nanos())
                .reduce((earlier, later) -> later);
    }

    private static Optional<Commit> covering(History history, List<Commit> commits, Event start) {
        long begin = history.assignedAt(start);
        return commits.stream()
                .filter(commit -> commit.nanos() < begin && commit.covers(start.offset()))
                .findFirst();
    }

    private static Optional<Excuse> unanswered(History history, Event start) {
        long begin = history.assignedAt(start);
        return Optional.of(Excuse.UNANSWERED)
                .filter(excuse -> history.ledger().brokersFaulty(begin - AROUND, begin + AROUND));
    }
}
