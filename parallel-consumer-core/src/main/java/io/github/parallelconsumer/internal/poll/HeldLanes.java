package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Hold;
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
    private int records;
    private long bytes;
    private long newestSequence;

    /** A record was dispatched; its lane, if it has one, is known. */
    void dispatched(InFlightRecord record) {
        var lane = record.lane();
        if (lane == null) {
            return;
        }
        newestSequence = record.sequence();
        lane.enter(record.bytes());
        var hold = lane.hold();
        if (hold != null && hold.covers(record.sequence())) {
            add(hold, 1, record.bytes());
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
        waiting.add(hold);
    }

    /** A record has ended. */
    void ended(InFlightRecord record) {
        var lane = record.lane();
        if (lane != null) {
            lane.leave(record.bytes());
        }
        var hold = holdOf(record);
        if (hold == null) {
            return;
        }
        if (hold.covers(record.sequence())) {
            add(hold, -1, -record.bytes());
        }
        if (hold.head() == record) {
            hold.release(newestSequence);
            waiting.remove(hold);
        }
        if (hold.over()) {
            setHold(record, null);
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

    /** Lanes whose heads wait. */
    int lanes() {
        return waiting.size();
    }

    /** The lane whose head has waited for longest, or null when none waits. */
    @Nullable
    Hold<InFlightRecord> oldest() {
        return waiting.isEmpty() ? null : waiting.iterator().next();
    }
}
