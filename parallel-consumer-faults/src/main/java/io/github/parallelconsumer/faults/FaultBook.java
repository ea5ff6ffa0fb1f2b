package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down which faults there were. Thread-safe: each method holds this object's lock. */
final class FaultBook {

    /** A fault that lasts. Immutable. */
    private record Open(FaultKind kind, String subject) {}

    private final List<Fault> faults = new ArrayList<>();
    private final Map<Open, Long> open = new HashMap<>();

    /** To be called before a fault is caused. */
    synchronized void begins(FaultKind kind, String subject) {
        open.put(new Open(kind, subject), System.nanoTime());
    }

    /** To be called after it is over; does nothing if there is none. */
    synchronized void ended(FaultKind kind, String subject) {
        var begun = open.remove(new Open(kind, subject));
        if (begun != null) {
            faults.add(Fault.over(kind, subject, begun, System.nanoTime()));
        }
    }

    /** One that is over. */
    synchronized void add(Fault fault) {
        faults.add(fault);
    }

    /** All that are over. */
    synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }
}
