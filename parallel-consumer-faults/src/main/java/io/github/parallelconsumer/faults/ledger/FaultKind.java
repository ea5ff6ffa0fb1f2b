package io.github.parallelconsumer.faults.ledger;

/** The kinds of faults. Immutable. */
public enum FaultKind {
    /** A member was killed. */
    KILL,
    /** A member's process was found ended, though nobody had killed it or asked it to end. */
    GONE,
    /** A member was stopped, shorter than its session. */
    PAUSE,
    /** A member was stopped beyond its session timeout: a zombie. */
    FREEZE,
    /** A broker was killed, and started again. */
    BROKER_DOWN,
    /** The members' connections to a broker were cut, slow, or silent. */
    NETWORK,
    /** Partitions, those of the offsets among them, got other leaders. */
    LEADERS_MOVED,
    /** The dead letter topic took nothing. */
    LETTERS_DOWN,
    /** This machine did not let the conductor run. */
    STALL;

    /** Whether brokers may not answer for a while. */
    public boolean ofBrokers() {
        return this == BROKER_DOWN || this == NETWORK || this == LEADERS_MOVED;
    }
}
