package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import java.util.ArrayList;
import java.util.HashMap;

/** Each close returned within its timeout and 2 s, to which the longest stall of the machine is added. Immutable. */
record CloseCheck(Bounds bounds) implements Check {

    @Override
    public Finding of(History history) {
        var closing = new HashMap<String, Event>();
        var violations = new ArrayList<String>();
        long bound = bounds.close().toMillis() + Stalls.longestMillis(history.ledger());
        long most = 0;
        int closed = 0;
        for (var event : history.ledger().events()) {
            if (event.kind() == Kind.CLOSING) {
                closing.put(event.member(), event);
            }
            var begin = event.kind() == Kind.CLOSED ? closing.remove(event.member()) : null;
            if (begin != null) {
                long took = (event.nanos() - begin.nanos()) / 1_000_000;
                closed++;
                most = Math.max(most, took);
                if (took > bound) {
                    violations.add(event.toLine() + "  took " + took + " ms");
                }
            }
        }
        closing.values().stream()
                .filter(event -> !history.ledger()
                        .suffered(
                                event.member(),
                                FaultKind.KILL,
                                event.nanos(),
                                history.ledger().end()))
                .forEach(event -> violations.add(event.toLine() + "  and never closed"));
        return Finding.of("close in time", closed + " closes, at most " + most + " ms of " + bound, violations);
    }
}
