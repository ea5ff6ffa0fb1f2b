package io.github.parallelconsumer.faults.ledger;

/**
 * What the conductor did to someone, and for how long. Immutable.
 *
 * @param subject a member, a broker, or nobody
 * @param from when it began at the earliest, by {@code System.nanoTime}
 * @param to when it had ended at the latest
 */
public record Fault(Type type, String subject, long from, long to) {

    /** The kinds of faults. Immutable. */
    public enum Type {
        /** A member was killed. */
        KILL,
        /** A member was stopped, shorter than its session. */
        PAUSE,
        /** A member was stopped beyond its session timeout: a zombie. */
        FREEZE,
        /** A broker was killed, and started again. */
        BROKER_DOWN,
        /** Partitions, those of the offsets among them, got other leaders. */
        LEADERS_MOVED,
        /** The dead letter topic took nothing. */
        LETTERS_DOWN,
        /** This machine did not let the conductor run. */
        STALL;

        /** Whether brokers may not answer for a while. */
        public boolean ofBrokers() {
            return this == BROKER_DOWN || this == LEADERS_MOVED;
        }
    }

    /** Whether it was in that time, or part of it was. */
    public boolean within(long begin, long end) {
        return from <= end && to >= begin;
    }

    @Override
    public String toString() {
        return from + " " + type + " " + subject + " to " + to;
    }
}
