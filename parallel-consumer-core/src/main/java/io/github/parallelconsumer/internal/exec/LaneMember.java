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

    /** How many bytes keys, values and headers take; of a run that comes into trouble, those of the record concerned. */
    public long bytes() {
        return run == null ? measured() : run.bytes();
    }

    /**
     * Makes it a run, or a longer one, by the next record of the partition. Before the dispatch.
     *
     * @param most how many records the run may come to have at most
     */
    public void append(ConsumerRecord<byte[], byte[]> next, int most) {
        if (run == null) {
            run = new RecordRun(raw(), measured(), most);
        }
        run.add(next, measure(next));
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

    /** One of its run that is not counted as ended, as it was polled. By the consumer thread. */
    public ConsumerRecord<byte[], byte[]> polled(int index) {
        return run == null ? raw() : run.get(index);
    }

    /** The records that its run has shed, the first time it is asked; null when none. By the consumer thread. */
    public @Nullable InFlightRecord takeShed() {
        return run == null ? null : run.takeShed();
    }

    /** The bytes of those done before a record in trouble, the first time it is asked. By the consumer thread. */
    public long takeBytesDone() {
        return run == null ? 0 : run.takeBytesDone();
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
