package io.github.parallelconsumer.internal.lane;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One key or one partition while records of it are under way: its newest ticket, and its part of the batch that is
 * being put together, and what of it is in flight or held. It is its own entry in the table of lanes.
 * Confined to the consumer thread.
 *
 * @param <P> what holds the lane's records within one batch
 */
public final class Lane<P> {
    final int hash;
    private final Object partition;
    private final byte @Nullable [] key;

    /** The next lane of the same bucket. */
    @Nullable
    Lane<P> next;

    /** Whether the assignment of the tail is over, so that the tail holds back nobody once it has ended. */
    private boolean assignmentOver;

    private @Nullable LaneTicket tail;
    private @Nullable P part;
    private long partBatch;
    /** Records of the current assignment that were dispatched and are not accounted for, and their bytes. */
    private int records;

    private long bytes;
    private @Nullable Hold<P> hold;

    Lane(int hash, Object partition, byte @Nullable [] key) {
        this.hash = hash;
        this.partition = partition;
        this.key = key;
    }

    boolean is(int otherHash, Object otherPartition, byte @Nullable [] otherKey) {
        return hash == otherHash && partition.equals(otherPartition) && Arrays.equals(key, otherKey);
    }

    /** The newest ticket; null before the first, and after the lane was removed. */
    public @Nullable LaneTicket tail() {
        return tail;
    }

    /** The lane's part of the batch, or null if it has none yet. */
    public @Nullable P part(long batch) {
        return partBatch == batch ? part : null;
    }

    /** Remembers the lane's part of the batch, in place of that of an earlier one. */
    public void part(long batch, P newPart) {
        partBatch = batch;
        part = newPart;
    }

    /** Tells the lane from others, in log lines. */
    public int hash() {
        return hash;
    }

    /** Records of the lane were dispatched, or are accounted for if negative. */
    public void add(int moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
    }

    /** Records in flight under the current assignment. */
    public int records() {
        return records;
    }

    /** Their bytes. */
    public long bytes() {
        return bytes;
    }

    /** What is held of the lane, or null when nothing is. */
    public @Nullable Hold<P> hold() {
        return hold;
    }

    /** Begins or ends a hold. */
    public void hold(@Nullable Hold<P> newHold) {
        hold = newHold;
    }

    /**
     * Makes the lane's next ticket. It waits for the tail unless that has ended and holds nobody back.
     *
     * @param assignment the identity of the assignment under which the records were delivered
     */
    public LaneTicket append(Object assignment) {
        LaneTicket old = tail;
        boolean waits = old != null && !(old.ended() && mayPass(old, assignment));
        LaneTicket ticket = new LaneTicket(assignment, waits ? old : null);
        tail = ticket;
        assignmentOver = false;
        return ticket;
    }

    /** Whether a record of a later poll could run without knowing of this lane. */
    boolean idle() {
        LaneTicket last = tail;
        return last == null || (last.ended() && (assignmentOver || last.end() == LaneTicket.End.DONE));
    }

    /** The assignment is over; no record of it comes any more. */
    void forget(Object assignment) {
        if (tail != null && tail.isOf(assignment)) {
            assignmentOver = true;
            records = 0; // what is left of it is counted by nobody but the total of what is in flight
            bytes = 0;
            hold = null;
        }
    }

    /** Lets go of everything when the lane leaves the table, so that a late retirement finds nothing to do. */
    void removed() {
        tail = null;
        part = null;
        next = null;
    }

    private static boolean mayPass(LaneTicket ended, Object assignment) {
        return ended.end() == LaneTicket.End.DONE || !ended.isOf(assignment);
    }
}
