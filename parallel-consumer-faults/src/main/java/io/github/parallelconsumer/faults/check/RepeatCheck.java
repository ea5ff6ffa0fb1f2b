package io.github.parallelconsumer.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.ledger.Commit;
import io.github.parallelconsumer.faults.ledger.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each record that is delivered again after it had ended has an {@link Excuse}; and whatever faults there were, none is
 * delivered again that a commit covered before its new assignment began, unless brokers were at fault around that (a consumer
 * that gets no answer within 5 s goes on without the map). No handler at all is called for a record that has ended under the
 * same assignment. Records that had not ended come again without an excuse: they have to. Stateless.
 */
final class RepeatCheck implements Check {

    private static final long AROUND = 6_000_000_000L;

    @Override
    public Finding of(History history) {
        var tally = new Tally(history);
        history.attempts().forEach(attempt -> tally.add(attempt.start()));
        var all = tally.counts.values().stream().mapToInt(Integer::intValue).sum();
        return Finding.of(
                "every duplicate explained",
                all + " duplicates" + (all == 0 ? "" : ": " + tally.counts),
                tally.violations);
    }

    /** A release of one or more partitions, which all say the same time. Immutable. */
    private record ReleaseId(String member, long nanos) {}

    /** Goes through the calls of handlers in the order of time. Confined to one check. */
    private static final class Tally {

        private final History history;
        private final Map<Integer, List<Commit>> commits;
        private final Map<Excuse, Integer> counts = new EnumMap<>(Excuse.class);
        private final Map<ReleaseId, Integer> interrupted = new HashMap<>();
        private final List<String> violations = new ArrayList<>();

        Tally(History history) {
            this.history = history;
            commits = history.ledger().commits().stream().collect(groupingBy(Commit::partition));
        }

        void add(Event start) {
            var ends = history.finishes(start.place()).stream()
                    .filter(finish -> finish.nanos() < start.nanos())
                    .toList();
            var same = ends.stream()
                    .filter(finish -> history.isSameDelivery(finish, start))
                    .findFirst();
            if (same.isPresent()) {
                violations.add(start.toLine() + "  though under the same assignment at "
                        + same.get().toLine());
            } else if (start.attempt() == 1
                    && !ends.isEmpty()) { // a later one goes on with what was begun before that end
                judge(ends.getLast(), start);
            }
        }

        private void judge(Event former, Event start) {
            long begin = history.assignedAt(start);
            var covering = covering(start, begin);
            var excuse = covering.isPresent() ? unanswered(begin) : excuse(former, start, begin);
            if (excuse.isPresent()) {
                counts.merge(excuse.get(), 1, Integer::sum);
            } else {
                violations.add(start.toLine() + "  though at " + former.toLine()
                        + covering.map(commit -> "  and " + commit).orElse(""));
            }
        }

        /** A commit may also have been seen only after the new owner had asked for it in vain. */
        private Optional<Excuse> excuse(Event former, Event start, long begin) {
            return Excuse.of(history, former, start)
                    .filter(found -> found != Excuse.INTERRUPTED || countsAsInterrupted(former))
                    .or(() -> covering(start, start.nanos()).flatMap(commit -> unanswered(begin)));
        }

        private boolean countsAsInterrupted(Event former) {
            var release = history.release(former).orElseThrow();
            return interrupted.merge(new ReleaseId(release.member(), release.nanos()), 1, Integer::sum)
                    <= Excuse.interrupted(release);
        }

        private Optional<Commit> covering(Event start, long before) {
            return commits.getOrDefault(start.partition(), List.of()).stream()
                    .filter(commit -> commit.nanos() < before && commit.covers(start.offset()))
                    .findFirst();
        }

        private Optional<Excuse> unanswered(long begin) {
            return Optional.of(Excuse.UNANSWERED)
                    .filter(excuse -> history.ledger().brokersFaulty(begin - AROUND, begin + AROUND));
        }
    }
}
