package io.github.parallelconsumer.faults.ledger;

/**
 * What the conductor did to someone, and for how long. Immutable.
 *
 * @param subject a member, a broker, or nobody
 * @param from when it began at the earliest, by {@code System.nanoTime}
 * @param to when it had ended at the latest
 */
public record Fault(FaultKind kind, String subject, long from, long to) {

    /** Shorter than this, a stop that was meant to be longer did not take the member out of its group. */
    private static final long LEAST_FREEZE = 4_000_000_000L;

    /** A fault as it came out: a member was perhaps stopped for a shorter time than was meant. */
    public static Fault over(FaultKind kind, String subject, long from, long to) {
        var shorter = kind == FaultKind.FREEZE && to - from < LEAST_FREEZE;
        return new Fault(shorter ? FaultKind.PAUSE : kind, subject, from, to);
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
