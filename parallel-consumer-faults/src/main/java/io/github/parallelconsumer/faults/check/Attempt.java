package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Kind;

/**
 * One call of a handler, lying within the real one: what is seen to overlap did overlap. Immutable.
 *
 * @param start its first event
 * @param end when it ended, or its process was killed, or the ledger ends
 * @param how it ended; {@link Kind#START} if it did not
 */
record Attempt(Event start, long end, Kind how) {

    boolean overlaps(Attempt later) {
        return later.start.nanos() < end;
    }

    @Override
    public String toString() {
        return start.toLine() + " .. " + end + " " + (how == Kind.START ? "not ended" : how);
    }
}
