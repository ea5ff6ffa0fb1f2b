package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Ledger;

/** How long the machine did not let the conductor run. Stateless. */
final class Stalls {

    private Stalls() {}

    static long longestMillis(Ledger ledger) {
        return ledger.faults().stream()
                .filter(fault -> fault.kind() == FaultKind.STALL)
                .mapToLong(fault -> (fault.to() - fault.from()) / 1_000_000)
                .max()
                .orElse(0);
    }
}
