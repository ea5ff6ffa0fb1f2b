package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Ledger;
import java.util.ArrayList;

/** Enough happened that the other findings mean something: a run in which nothing moves breaks no guarantee. Stateless. */
final class ActivityCheck implements Check {

    static final String NAME = "something happened";

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        long members = count(ledger, Kind.ASSIGNED);
        long closes = count(ledger, Kind.CLOSED);
        var violations = new ArrayList<String>();
        if (ledger.sent().isEmpty() || ledger.sent().size() < ledger.planned() / 2) {
            violations.add("only " + ledger.sent().size() + " of " + ledger.planned() + " records were acknowledged");
        }
        if (history.attempts().isEmpty()) {
            violations.add("no handler was called");
        }
        if (ledger.commits().isEmpty()) {
            violations.add("nothing was committed");
        }
        if (members == 0) {
            violations.add("no member ever had a partition");
        }
        if (closes == 0) {
            violations.add("no member ever closed");
        }
        var told = ledger.sent().size() + " of " + ledger.planned() + " records, " + members
                + " members with partitions, " + closes + " closed";
        return Finding.of(NAME, told, violations);
    }

    /** How many members wrote that down. */
    private static long count(Ledger ledger, Kind kind) {
        return ledger.events().stream()
                .filter(event -> event.kind() == kind)
                .map(event -> event.member())
                .distinct()
                .count();
    }
}
