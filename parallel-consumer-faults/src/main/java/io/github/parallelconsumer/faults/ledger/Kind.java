package io.github.parallelconsumer.faults.ledger;

/** What a member writes down. Immutable. */
public enum Kind {
    /** The process has begun. */
    OPEN,
    /** These partitions are the member's from now on. */
    ASSIGNED,
    /** A handler was called for an attempt at a record. */
    START,
    /** The handler is about to return: its work is done. */
    OK,
    /** The handler is about to throw; the record is tried again. */
    FAILED,
    /** The handler is about to give the record up for a dead letter. */
    GIVEN_UP,
    /** The handler was interrupted. */
    INTERRUPTED,
    /** The library says that the record's dead letter is stored. */
    DEAD_LETTERED,
    /** A commit failed; the detail says how. */
    COMMIT_FAILED,
    /** A partition is no longer the member's; the detail says why, and how many records were interrupted. */
    RELEASED,
    /** The member was asked to end and is about to close. */
    CLOSING,
    /** {@code close()} has returned. */
    CLOSED,
    /** The consumer has ended by itself; the detail says why. */
    DIED;

    /** Whether a call of a handler ends so. */
    public boolean endsRun() {
        return switch (this) {
            case OK, FAILED, GIVEN_UP, INTERRUPTED -> true;
            case OPEN, ASSIGNED, START, DEAD_LETTERED, COMMIT_FAILED, RELEASED, CLOSING, CLOSED, DIED -> false;
        };
    }

    /** Whether a record has ended for good with it. */
    public boolean finishes() {
        return this == OK || this == DEAD_LETTERED;
    }
}
