package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Hold;
import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.spi.Outcome;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of one assignment is held because lanes wait for a retry, the record that waits and all that queue behind it. An
 * unordered record is a lane of its own. Confined to the consumer thread.
 *
 * <p>INV-HELD: a record counts as held from when its lane's head is known to wait, or from its dispatch to such a lane,
 * until it has ended. It does not go back to the in-flight account when the head ends: a lane that recovers with many
 * records behind its head would fill that account and stop every other.
 */
final class HeldLanes {

    private final Set<Hold<InFlightRecord>> waiting = new LinkedHashSet<>();
    /** Given up, and not ended yet; a lane whose head succeeds nevertheless, or that fails anew, is not in it. */
    private final Set<Hold<InFlightRecord>> leaving = new LinkedHashSet<>();

    private int records;
    private long bytes;
    private long newestSequence;

    /** A record was dispatched, or a run of them; its lane, if it has one, is known. */
    void dispatched(InFlightRecord record) {
        var lane = record.lane();
        if (lane != null) {
            newestSequence = record.sequence() + record.size() - 1;
            add(lane, record, record.size(), record.bytes());
        }
    }

    /**
     * A record that has not ended waits for a retry.
     *
     * @param number grows from call to call, over all assignments
     */
    void waits(InFlightRecord head, long number) {
        var lane = head.lane();
        var hold = holdOf(head);
        if (hold == null) {
            hold = new Hold<>();
            setHold(head, hold);
        }
        hold.take(head, number);
        add(
                hold,
                (lane == null ? 1 : lane.records()) - hold.records(),
                (lane == null ? head.bytes() : lane.bytes()) - hold.bytes());
        leaving.remove(hold);
        waiting.add(hold);
    }

    /** Of a run so many are done by now. */
    void progressed(InFlightRecord run, int upTo) {
        countOut(run, upTo);
    }

    /** A record has ended, or what was left of a run. */
    void ended(InFlightRecord record) {
        countOut(record, record.size());
        var hold = holdOf(record);
        if (hold == null) {
            return;
        }
        if (hold.head() == record) {
            hold.release(newestSequence);
            waiting.remove(hold);
            if (!(record.outcome() instanceof Outcome.DeadLettered)) {
                leaving.remove(hold);
            }
        }
        if (hold.over()) {
            leaving.remove(hold);
            setHold(record, null);
        }
    }

    /** Chooses the lane whose head has waited for longest to be given up; there has to be one that waits. */
    Hold<InFlightRecord> giveUpOldest() {
        var oldest = waiting.iterator().next();
        waiting.remove(oldest);
        leaving.add(oldest);
        return oldest;
    }

    /** What the lanes hold that are given up and have not ended. */
    HeldTotal leaving() {
        var total = HeldTotal.NOTHING;
        for (var hold : leaving) {
            total = total.plus(new HeldTotal(hold.records(), hold.bytes()));
        }
        return total;
    }

    /** Tells a record that is dispatched that it is given up, if it queues in one of these lanes. */
    void tellFollower(InFlightRecord record, Set<Hold<InFlightRecord>> givenUp) {
        var hold = holdOf(record);
        if (hold != null && givenUp.contains(hold)) {
            var head = hold.head();
            if (head != null && head != record) {
                record.givenUpWith(head);
            }
        }
    }

    private void countOut(InFlightRecord record, int upTo) {
        int ended = upTo - record.counted();
        long endedBytes = record.bytesUpTo(upTo);
        var lane = record.lane();
        var hold = record.hold();
        if (lane != null) {
            add(lane, record, -ended, -endedBytes);
        } else if (hold != null) {
            add(hold, -ended, -endedBytes);
        }
    }

    private void add(Lane<InFlightRecord> lane, InFlightRecord record, int moreRecords, long moreBytes) {
        lane.add(moreRecords, moreBytes);
        var hold = lane.hold();
        if (hold != null && hold.covers(record.sequence())) {
            add(hold, moreRecords, moreBytes);
        }
    }

    private void add(Hold<InFlightRecord> hold, int moreRecords, long moreBytes) {
        hold.add(moreRecords, moreBytes);
        records += moreRecords;
        bytes += moreBytes;
    }

    private static @Nullable Hold<InFlightRecord> holdOf(InFlightRecord record) {
        var lane = record.lane();
        return lane == null ? record.hold() : lane.hold();
    }

    private static void setHold(InFlightRecord record, @Nullable Hold<InFlightRecord> hold) {
        var lane = record.lane();
        if (lane == null) {
            record.hold(hold);
        } else {
            lane.hold(hold);
        }
    }

    /** Records held. */
    int records() {
        return records;
    }

    /** Their bytes. */
    long bytes() {
        return bytes;
    }

    /** Lanes whose heads wait and that are not given up. */
    int lanes() {
        return waiting.size();
    }

    /** The number of the lane whose head has waited for longest; there has to be one that waits. */
    long oldestNumber() {
        return waiting.iterator().next().number();
    }

    /** The lane whose head has waited for longest, or null when none waits. */
    @Nullable
    Hold<InFlightRecord> oldest() {
        return waiting.isEmpty() ? null : waiting.iterator().next();
    }
}
