package io.github.parallelconsumer.faults.ledger;

/**
 * What the conductor did to someone, and for how long. Immutable.
 *
 * @param subject a member, a broker, or nobody
 * @param from when it began at the earliest, by {@code System.nanoTime}
 * @param to when it had ended at the latest
 */
public record Fault(FaultKind kind, String subject, long from, long to) {

    /** A shorter stop does not take a member out of its group; this is less than its session, to which one may be late. */
    private static final long LEAST_FREEZE = 4_000_000_000L;

    /** A fault as it came out: a member was perhaps stopped for a shorter or a longer time than was meant. */
    public static Fault over(FaultKind kind, String subject, long from, long to) {
        if (kind != FaultKind.FREEZE && kind != FaultKind.PAUSE) {
            return new Fault(kind, subject, from, to);
        }
        return new Fault(to - from < LEAST_FREEZE ? FaultKind.PAUSE : FaultKind.FREEZE, subject, from, to);
    }

    /** Whether it was in that time, or part of it was. */
    public boolean within(long begin, long end) {
        return from <= end && to >= begin;
    }

    @Override
    public String toString() {
        return from + " " + kind + " " + subject + " to " + to;
    }
}
