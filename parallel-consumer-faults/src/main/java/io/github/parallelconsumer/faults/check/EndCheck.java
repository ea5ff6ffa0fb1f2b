package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import java.util.HashSet;
import java.util.stream.Collectors;

/** No consumer ends unless it was asked to or killed, and none loses partitions without a fault. Stateless. */
final class EndCheck implements Check {

    private static final long RECENT = 30_000_000_000L;

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        var ends = ledger.events().stream()
                .filter(event -> event.kind() == Kind.CLOSED
                        || event.kind() == Kind.DIED
                        || (event.kind() == Kind.RELEASED && event.detail().startsWith("LOST")))
                .toList();
        var violations = ends.stream()
                .filter(event ->
                        event.kind() == Kind.DIED || (event.kind() == Kind.RELEASED && !hasCause(history, event)))
                .map(Event::toLine)
                .collect(Collectors.toList());
        var over = ends.stream()
                .filter(event -> event.kind() != Kind.RELEASED)
                .map(Event::member)
                .collect(Collectors.toCollection(HashSet::new));
        ledger.faults().stream()
                .filter(fault -> fault.kind() == FaultKind.KILL)
                .forEach(fault -> over.add(fault.subject()));
        ledger.events().stream()
                .filter(event -> event.kind() == Kind.OPEN && !over.contains(event.member()))
                .forEach(event -> violations.add("gone without a word: " + event.toLine()));
        ledger.faults().stream()
                .filter(fault -> fault.kind() == FaultKind.GONE)
                .forEach(fault -> violations.add("gone without a word: " + fault));
        long losses =
                ends.stream().filter(event -> event.kind() == Kind.RELEASED).count();
        return Finding.of(
                "no end without a cause", over.size() + " processes, " + losses + " partitions lost", violations);
    }

    private static boolean hasCause(History history, Event lost) {
        var ledger = history.ledger();
        return ledger.suffered(lost.member(), FaultKind.FREEZE, lost.nanos() - RECENT, lost.nanos())
                || ledger.brokersFaulty(lost.nanos() - RECENT, lost.nanos())
                || ledger.suffered("", FaultKind.STALL, lost.nanos() - RECENT, lost.nanos());
    }
}
