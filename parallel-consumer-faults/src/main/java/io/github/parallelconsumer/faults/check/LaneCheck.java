package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * In a process, handlers of a lane never run at once, whatever faults there were; a record without a lane in common is its own.
 * In two processes they do only where one of the two was stopped beyond its session, shortly before or while it ran, or brokers were at
 * fault then and it was {@linkplain History#wasCutOff cut off}; or for a second when the first was interrupted, which it notices
 * a moment after its partition has moved. No handler ends that never began. Stateless.
 */
final class LaneCheck implements Check {

    /** Within this time from its going on, a member has noticed that it was replaced. */
    private static final long NOTICED = 4_000_000_000L;
    /** Within this time brokers have recovered, and told all members who is in. */
    private static final long RECOVERY = 8_000_000_000L;
    /** Within this time an interrupted handler has ended. */
    private static final long INTERRUPT = 1_000_000_000L;

    @Override
    public Finding of(History history) {
        var running = new HashMap<Lane, List<Attempt>>();
        var violations = new ArrayList<String>();
        int explained = 0;
        for (var attempt : history.attempts()) {
            var others = running.computeIfAbsent(history.ledger().lane(attempt.start()), key -> new ArrayList<>(2));
            others.removeIf(other -> !other.overlaps(attempt));
            for (var other : others) {
                if (isExplained(history, other, attempt)) {
                    explained++;
                } else {
                    violations.add(attempt + "  while  " + other);
                }
            }
            others.add(attempt);
        }
        history.endsOfNone().forEach(end -> violations.add("ended, and never began: " + end.toLine()));
        var told = history.attempts().size() + " calls of handlers, " + explained + " beside one of a zombie's";
        return Finding.of("one at a time", told, violations);
    }

    private static boolean isExplained(History history, Attempt first, Attempt second) {
        return !first.start().member().equals(second.start().member())
                && (wasJustInterrupted(first, second) || cutOff(history, first) || cutOff(history, second));
    }

    private static boolean wasJustInterrupted(Attempt first, Attempt second) {
        return first.how() == Kind.INTERRUPTED && second.start().nanos() > first.end() - INTERRUPT;
    }

    private static boolean cutOff(History history, Attempt attempt) {
        var start = attempt.start();
        return history.ledger()
                        .suffered(
                                attempt.start().member(),
                                FaultKind.FREEZE,
                                history.recently(start, NOTICED),
                                attempt.end())
                || (history.wasCutOff(start)
                        && history.ledger().brokersFaulty(history.recently(start, RECOVERY), attempt.end()));
    }
}
