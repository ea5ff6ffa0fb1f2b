package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.internal.lane.Hold;
import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.internal.lane.LaneTicket;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The place of an in-flight record in its lane, and what it counts there. A part of {@link InFlightRecord}, so that a record
 * stays one object. Confined as that is; where a lane is given up, and where a run sheds what is behind a record in trouble,
 * meeting place of the consumer thread and the record's thread.
 */
abstract sealed class LaneMember extends PolledRun permits InFlightRecord {

    private @Nullable Lane<InFlightRecord> lane;
    private @Nullable LaneTicket ticket;
    private @Nullable InFlightRecord nextInLane;
    private int size = 1;
    private long bytes;
    private long bytesDone;
    private @Nullable Hold<InFlightRecord> hold;
    private volatile @Nullable InFlightRecord givenUpWith;
    private boolean takesLaneAlong;
    /** What was behind the current record when it came into trouble. */
    private volatile @Nullable InFlightRecord shed;

    private boolean shedTaken;

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

    /** How many records it stands for, those that have ended included. By the consumer thread. */
    public int size() {
        return size;
    }

    /** How many bytes their keys, values and headers take; of a record in trouble only its own. */
    public long bytes() {
        return bytes;
    }

    /** The bytes of those done before a record in trouble, the first time they are asked for. By the consumer thread. */
    public long takeBytesDone() {
        long taken = bytesDone;
        bytesDone = 0;
        return taken;
    }

    /** Notes how many bytes its key, value and headers take. */
    public void bytes(int newBytes) {
        bytes = newBytes;
    }

    /**
     * Puts the next record of the partition into its run, before the dispatch.
     *
     * @param most how many records the run may come to have at most
     */
    public void append(ConsumerRecord<byte[], byte[]> next, int nextBytes, int most) {
        add(next, most);
        size++;
        bytes += nextBytes;
    }

    /** The record is in trouble: from now on its bytes are its own, and those of the records done before it count apart. */
    final void keepBytes(long own) {
        bytesDone += bytes - own; // it may come into trouble twice, and then adds nothing
        bytes = own;
    }

    /** Puts the records behind the current one after it in its lane, on their own. By the record's thread. */
    final void shed(InFlightRecord rest) {
        LaneMember member = rest;
        member.lane = lane;
        member.ticket = ticket;
        member.nextInLane = nextInLane;
        nextInLane = rest;
        member.givenUpWith = givenUpWith;
        bytes -= member.bytes;
        shed = rest;
    }

    /** The records it has shed, the first time they are asked for; from then on it is without them. By the consumer thread. */
    public @Nullable InFlightRecord takeShed() {
        var rest = shed;
        if (rest == null || shedTaken) {
            return null;
        }
        shedTaken = true;
        size -= rest.size();
        return rest;
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
