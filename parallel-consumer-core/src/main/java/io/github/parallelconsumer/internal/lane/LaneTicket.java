package io.github.parallelconsumer.internal.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The end of one lane's records within one batch, for which the same lane of a later batch waits. Meeting place.
 * Thread-safe: one volatile state, written by whoever ends it, read by at most one waiter and the consumer
 * thread. {@link #awaitPredecessor()} and {@link #end} belong to one thread at a time, the one that has the lane.
 *
 * <ul>
 *   <li>INV-1: no ticket ends before its predecessor has.
 *   <li>INV-2: a ticket whose predecessor was abandoned within the same assignment ends ABANDONED itself.
 *   <li>INV-3: a ticket ends once.
 * </ul>
 */
public final class LaneTicket {

    /** How the records of a ticket ended. */
    public enum End {
        /** All of them are finished. */
        DONE,
        /** One of them is not, so that none after it may run under the same assignment. */
        ABANDONED
    }

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(LaneTicket.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object assignment;
    private @Nullable LaneTicket predecessor;
    private boolean predecessorAbandoned;

    /** Null, then perhaps the thread that waits, then the {@link End}. */
    private volatile @Nullable Object state;

    LaneTicket(Object assignment, @Nullable LaneTicket predecessor) {
        this.assignment = assignment;
        this.predecessor = predecessor;
    }

    /** Whether its records were delivered under this very assignment; an equal one is another. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Object someAssignment) {
        return assignment == someAssignment;
    }

    public boolean ended() {
        return state instanceof End;
    }

    /**
     * How it ended.
     *
     * @throws IllegalStateException if it has not
     */
    public End end() {
        if (state instanceof End end) {
            return end;
        }
        throw new IllegalStateException("Ticket has not ended");
    }

    /** Whether {@link #awaitPredecessor()} would return at once. It must be called nevertheless. */
    public boolean ready() {
        LaneTicket before = predecessor;
        return before == null || before.ended();
    }

    /**
     * Parks until the predecessor has ended, and tells whether the lane's records may run. An interrupt does not
     * cut the wait short; the flag is set again afterwards.
     *
     * @return ABANDONED if they must not, because the predecessor was abandoned within the same assignment; else
     *     DONE, also when there is no predecessor, or when the one abandoned belongs to an earlier assignment
     */
    public End awaitPredecessor() {
        LaneTicket before = predecessor;
        if (before != null) {
            End end = before.awaitEnd();
            predecessorAbandoned = end == End.ABANDONED && before.isOf(assignment);
            // A waiting chain would otherwise keep every ticket of its lane alive.
            predecessor = null;
        }
        return predecessorAbandoned ? End.ABANDONED : End.DONE;
    }

    /**
     * Ends the ticket and lets its successor go on.
     *
     * @throws IllegalStateException if it has ended already, if its predecessor has not, or if it ends DONE after
     *     a predecessor that was abandoned
     */
    public void end(End end) {
        if (!ready()) {
            throw new IllegalStateException("Ticket ends before its predecessor"); // INV-1
        }
        if (awaitPredecessor() == End.ABANDONED && end == End.DONE) {
            throw new IllegalStateException("Ticket ends DONE after an abandoned predecessor"); // INV-2
        }
        Object before;
        do {
            before = state;
            if (before instanceof End) {
                throw new IllegalStateException("Ticket has ended already: " + before); // INV-3
            }
        } while (!STATE.compareAndSet(this, before, end));
        if (before instanceof Thread waiter) {
            LockSupport.unpark(waiter);
        }
    }

    private End awaitEnd() {
        Thread current = Thread.currentThread();
        boolean interrupted = false;
        while (true) {
            Object now = state;
            if (now instanceof End end) {
                if (interrupted) {
                    current.interrupt();
                }
                return end;
            } else if (now == current) {
                LockSupport.park(this);
                // With the flag set park() would return at once, and this loop spin.
                interrupted |= Thread.interrupted();
            } else if (now != null) {
                throw new IllegalStateException(now + " waits for this ticket already");
            } else {
                STATE.compareAndSet(this, null, current);
            }
        }
    }
}
