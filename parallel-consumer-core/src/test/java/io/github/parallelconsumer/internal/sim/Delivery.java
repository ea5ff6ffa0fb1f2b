package io.github.parallelconsumer.internal.sim;

import org.jspecify.annotations.Nullable;

/** A record that was polled under an assignment, and where it stands by what its handler did. Confined to the simulation. */
final class Delivery {

    /** Where it stands. */
    enum State {
        QUEUED,
        RUNNING,
        WAITING,
        BURYING,
        SUCCEEDED,
        SKIPPED,
        LETTERED,
        STOPPED,
        ABANDONED;

        boolean finished() {
            return this == SUCCEEDED || this == SKIPPED || this == LETTERED;
        }
    }

    final LogRecord record;
    final Assignment assignment;
    State state = State.QUEUED;
    int attempts;
    long due;
    /** Whether the consumer has told of its end. */
    boolean ended;
    /** Whether its attempts are used up, and it waits until one succeeds. */
    boolean heldRetry;
    /** Whether it has ever waited, which the consumer is told of once. */
    boolean waited;
    /** The thread on which it last was; it may wait there. */
    @Nullable
    Thread thread;

    Delivery(LogRecord record, Assignment assignment) {
        this.record = record;
        this.assignment = assignment;
    }

    void finish(State end) {
        state = end;
        record.finished = true;
    }

    @Override
    public String toString() {
        return record + "(" + state + (ended ? ", ended" : "") + ")";
    }
}
