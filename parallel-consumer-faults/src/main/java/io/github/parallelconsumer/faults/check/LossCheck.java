package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * Each record that the brokers have acknowledged, or that a handler has seen, has ended: a handler returned from it, or a
 * letter of it is in the dead letter topic. Nobody says of a record that it is a dead letter when there is no letter, and there
 * is no letter of a record that no handler has given up. Stateless.
 */
final class LossCheck implements Check {

    private static final Comparator<Place> BY_PLACE =
            Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        var due = new TreeSet<>(BY_PLACE);
        ledger.sent().forEach(sent -> due.add(sent.place()));
        history.attempts().forEach(attempt -> due.add(attempt.start().place()));
        var violations = new ArrayList<String>();
        due.stream()
                .filter(place -> history.finishes(place).isEmpty())
                .forEach(place -> violations.add("lost: " + place));
        var given = new TreeSet<>(BY_PLACE);
        for (var event : ledger.events()) {
            if (event.kind() == Kind.GIVEN_UP) {
                given.add(event.place());
            } else if (event.kind() == Kind.DEAD_LETTERED && !ledger.letters().containsKey(event.place())) {
                violations.add("no letter of " + event.toLine());
            }
        }
        ledger.letters().keySet().stream()
                .filter(place -> !given.contains(place))
                .forEach(place -> violations.add("a letter of " + place + ", which nobody gave up"));
        return Finding.of(
                "nothing lost",
                due.size() + " records, " + ledger.letters().size() + " of them dead letters",
                violations);
    }
}
