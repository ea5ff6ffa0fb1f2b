package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.internal.lane.Hold;
import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.internal.lane.LaneTicket;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The place of an in-flight record in its lane, and what it counts where lanes are held. A part of {@link InFlightRecord}, so
 * that a record stays one object. Confined as that is; where a lane is given up, meeting place of the consumer thread and
 * the record's thread.
 */
abstract sealed class LaneMember extends PolledRecord permits InFlightRecord {

    private @Nullable Lane<InFlightRecord> lane;
    private @Nullable LaneTicket ticket;
    private @Nullable InFlightRecord nextInLane;
    /** The records it stands for, when there are several. */
    private @Nullable RecordRun run;

    private @Nullable Hold<InFlightRecord> hold;
    private volatile @Nullable InFlightRecord givenUpWith;
    private boolean takesLaneAlong;

    LaneMember(ConsumerRecord<byte[], byte[]> raw) {
        super(raw);
    }

    /** Makes it the newest of its lane in this batch. */
    public void join(Lane<InFlightRecord> lane, LaneTicket ticket) {
        this.lane = lane;
        this.ticket = ticket;
    }

    /** Its lane, or null for an unordered record. */
    public @Nullable Lane<InFlightRecord> lane() {
        return lane;
    }

    /** The ticket of its lane in this batch, or null for an unordered record. */
    public @Nullable LaneTicket ticket() {
        return ticket;
    }

    /** The record after it in its lane and batch. */
    public @Nullable InFlightRecord nextInLane() {
        return nextInLane;
    }

    /** Puts a record after it, or none once it has ended. */
    public void nextInLane(@Nullable InFlightRecord next) {
        nextInLane = next;
    }

    /** Makes it the first of a run that may grow. Before the dispatch. */
    final void beginRun(RecordRun begun) {
        run = begun;
        headerless(begun.headerless());
    }

    /** Makes its run longer by the next records of the poll. Before the dispatch. */
    public void grow(int count) {
        if (run == null) {
            throw new IllegalStateException(this + " is no run");
        }
        run.grow(count);
        headerless(run.headerless());
    }

    final @Nullable RecordRun run() {
        return run;
    }

    /** Puts those behind the current record of its run after it in its lane, on their own. By the record's thread. */
    final void precede(InFlightRecord rest) {
        LaneMember member = rest;
        member.lane = lane;
        member.ticket = ticket;
        member.nextInLane = nextInLane;
        member.givenUpWith = givenUpWith;
        member.headerless(headerless());
        nextInLane = rest;
    }

    /** How many records it stands for, those that have ended included. By the consumer thread. */
    public int size() {
        return run == null ? 1 : run.size();
    }

    /** How many of its run are counted as ended. By the consumer thread. */
    public int counted() {
        return run == null ? 0 : run.counted();
    }

    /** Counts so many of its run as ended. By the consumer thread. */
    public void count(int upTo) {
        if (run != null) {
            run.count(upTo);
        }
    }

    /** How many bytes keys, values and headers take of what is not counted as ended. By the consumer thread. */
    public long bytes() {
        return bytesUpTo(size());
    }

    /** How many bytes those of it take that are not counted as ended, up to one of them. By the consumer thread. */
    public long bytesUpTo(int index) {
        return run == null ? measured() : run.bytesUpTo(index);
    }

    /** One of its run that is not counted as ended, as it was polled. By the consumer thread. */
    public ConsumerRecord<byte[], byte[]> polled(int index) {
        return run == null ? raw() : run.get(index);
    }

    /** The records that its run has shed, the first time it is asked; null when none. By the consumer thread. */
    public @Nullable InFlightRecord takeShed() {
        return run == null ? null : run.takeShed();
    }

    /** What is held of an unordered record, or null while it is not held. */
    public @Nullable Hold<InFlightRecord> hold() {
        return hold;
    }

    /** Begins or ends the hold of an unordered record. */
    public void hold(@Nullable Hold<InFlightRecord> newHold) {
        hold = newHold;
    }

    /** Its lane is given up: should the record at the head become a dead letter, so does this one. By the consumer thread. */
    public void givenUpWith(InFlightRecord head) {
        givenUpWith = head;
    }

    /** The head of its lane, perhaps itself, with which it was given up, or null. Thread-safe. */
    @Nullable
    InFlightRecord givenUpWith() {
        return givenUpWith;
    }

    /** Notes that it has ended. By the record's thread, before it offers the completion. */
    void ended(boolean deadLettered) {
        takesLaneAlong = deadLettered && givenUpWith == this;
    }

    /** Whether it ended as a dead letter after it was given up with all its lane. By its own thread and its followers'. */
    boolean takesLaneAlong() {
        return takesLaneAlong;
    }
}
