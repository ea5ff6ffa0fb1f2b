package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Kind;
import java.util.ArrayList;
import java.util.HashMap;

/** Never more handlers at once in a process than it was configured with, whatever faults there were. Stateless. */
final class CapCheck implements Check {

    @Override
    public Finding of(History history) {
        var running = new HashMap<String, Integer>();
        var violations = new ArrayList<String>();
        int most = 0;
        for (var event : history.ledger().events()) {
            if (event.kind() == Kind.START || event.kind().endsRun()) {
                int now = running.merge(event.member(), event.kind() == Kind.START ? 1 : -1, Integer::sum);
                most = Math.max(most, now);
                if (now > history.ledger().cap()) {
                    violations.add(event.toLine() + "  is number " + now);
                }
            }
        }
        return Finding.of(
                "the cap", "at most " + most + " of " + history.ledger().cap() + " at once", violations);
    }
}
