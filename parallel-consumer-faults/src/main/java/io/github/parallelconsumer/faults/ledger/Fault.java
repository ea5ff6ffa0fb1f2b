package io.github.parallelconsumer.faults.ledger;

/**
 * What the conductor did to someone, and for how long. Immutable.
 *
 * @param subject a member, a broker, or nobody
 * @param from when it began at the earliest, by {@code System.nanoTime}
 * @param to when it had ended at the latest
 */
public record Fault(FaultKind kind, String subject, long from, long to) {

    /** Whether it was in that time, or part of it was. */
    public boolean within(long begin, long end) {
        return from <= end && to >= begin;
    }

    @Override
    public String toString() {
        return from + " " + kind + " " + subject + " to " + to;
    }
}
