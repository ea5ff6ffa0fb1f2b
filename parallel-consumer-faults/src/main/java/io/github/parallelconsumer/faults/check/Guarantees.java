package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/** All guarantees that a ledger can show to be broken, and whether it can show anything. Stateless. */
public final class Guarantees {

    private static final List<Check> CHECKS = List.of(
            new ActivityCheck(),
            new LossCheck(),
            new OrderCheck(),
            new LaneCheck(),
            new CapCheck(),
            new CommitCheck(),
            new CommittedCheck(),
            new RepeatCheck(),
            new EndCheck());

    private Guarantees() {}

    /** What became of each in a run. */
    public static List<Finding> check(Ledger ledger, Bounds bounds) {
        var history = new History(ledger);
        var findings =
                new ArrayList<>(CHECKS.stream().map(check -> check.of(history)).toList());
        findings.add(new CloseCheck(bounds).of(history));
        findings.add(new ProgressCheck(bounds).of(history));
        return List.copyOf(findings);
    }
}
