package io.github.parallelconsumer.internal.batch;

import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.PermitHolder;
import io.github.parallelconsumer.internal.exec.RecordRunner;
import io.github.parallelconsumer.internal.lane.LaneTicket.End;
import org.jspecify.annotations.Nullable;

/**
 * Runs the records of a lane one after another and hands each back. Thread-safe: holds no state of a lane. Runs on a
 * record thread, or on the batch owner for lanes that never start.
 *
 * <p>INV-ONE: every record of the lane is handed back exactly once, whatever became of it, and the lane's ticket ends
 * before its last record is handed back.
 */
final class LaneRun {

    private final RecordRunner<?, ?> runner;
    private final CompletionQueue completions;

    LaneRun(RecordRunner<?, ?> runner, CompletionQueue completions) {
        this.runner = runner;
        this.completions = completions;
    }

    /** Waits until the lane's records of earlier batches have ended; false when its records must not run. */
    boolean awaitTurn(InFlightRecord first) {
        var ticket = first.ticket();
        return ticket == null || ticket.awaitPredecessor() == End.DONE;
    }

    /** Runs the lane, with a permit on entry. */
    void run(InFlightRecord first, PermitHolder permit) {
        boolean goesOn = awaitTurn(first);
        for (var record = first; record != null; ) {
            if (goesOn) {
                goesOn = runOrAbandon(record, permit);
            } else {
                runner.drop(record);
            }
            var next = goesOn && !record.isDone() ? record : endAndNext(record, goesOn);
            if (goesOn && next != null) {
                goesOn = permit.shareBefore(next);
            }
            record = next;
        }
    }

    /** Ends a lane that is not to run. */
    void abandon(InFlightRecord first) {
        awaitTurn(first); // a ticket must not end before its predecessor
        abandonFrom(first);
    }

    private boolean runOrAbandon(InFlightRecord record, PermitHolder permit) {
        try {
            return runner.run(record, permit);
        } catch (Throwable defect) { // of this library; later batches must not wait for this lane for ever
            abandonFrom(record);
            throw defect;
        }
    }

    private void abandonFrom(InFlightRecord first) {
        for (var record = first; record != null; ) {
            runner.drop(record);
            record = endAndNext(record, false);
        }
    }

    /** Hands a record back, and returns the one after it. */
    private @Nullable InFlightRecord endAndNext(InFlightRecord record, boolean done) {
        var next = record.nextInLane();
        var ticket = record.ticket();
        if (next == null && ticket != null) {
            ticket.end(done ? End.DONE : End.ABANDONED);
        }
        record.nextInLane(null);
        completions.offer(record);
        return next;
    }
}
