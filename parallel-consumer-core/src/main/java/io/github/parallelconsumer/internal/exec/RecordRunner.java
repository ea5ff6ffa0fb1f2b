package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.spi.Outcome;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes a record through its attempts to its outcome. Thread-safe: holds no state of a record. Runs on a record thread.
 */
public final class RecordRunner<K, V> {

    /** The outcome of a record that succeeded at its first attempt. */
    public static final Outcome FIRST_TIME = new Outcome.Succeeded(1);

    private static final Outcome ABANDONED = new Outcome.Abandoned();
    private static final Outcome DROPPED = new Outcome.Dropped();

    private final RecordHandler<K, V> handler;
    private final DecoderPool<K, V> decoders;
    private final Judge judge;
    private final FailingRecords failing;
    private final DeadLetters deadLetters;
    private final AttemptWatch watch;
    private final LongSupplier nanoTime;

    /** A runner for a handler. */
    public RecordRunner(
            RecordHandler<K, V> handler,
            DecoderPool<K, V> decoders,
            Judge judge,
            FailingRecords failing,
            DeadLetters deadLetters,
            AttemptWatch watch,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.decoders = decoders;
        this.judge = judge;
        this.failing = failing;
        this.deadLetters = deadLetters;
        this.watch = watch;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the current record and notes its outcome.
     *
     * @param permit held on entry; on return held unless the record ended while it waited
     * @return whether the next record of the lane may run
     */
    public boolean run(InFlightRecord record, PermitHolder permit) {
        var givenUp = judge.insteadOfAttempt(record);
        while (givenUp == null && record.start()) {
            int attempt = record.attempt();
            var verdict = attempt(record, attempt);
            if (verdict == null) {
                return finish(record, attempt == 1 ? FIRST_TIME : new Outcome.Succeeded(attempt));
            }
            record.shed();
            switch (verdict) {
                case Verdict.End end -> {
                    return finish(record, end.outcome());
                }
                case Verdict.Bury bury -> {
                    return bury(record, bury, permit);
                }
                case Verdict.Again again -> {
                    if (!suspend(record, again.setback(), permit)) {
                        return interrupted(record);
                    }
                    record.backOff(again.delayNanos(), nanoTime);
                    permit.takeFor(record);
                    givenUp = judge.insteadOfAttempt(record);
                }
            }
        }
        return givenUp == null ? end(record, DROPPED) : buryUntried(record, givenUp, permit);
    }

    /** Ends a record that must not run. */
    public void drop(InFlightRecord record) {
        record.drop();
        record.end(DROPPED);
    }

    /** What follows the attempt, or null when it succeeded. */
    private @Nullable Verdict attempt(InFlightRecord record, int attempt) {
        var timed = watch.begin(record);
        var failure = watch.end(record, timed, call(record, attempt, timed));
        var verdict = failure == null ? null : judge.verdict(record, attempt, failure);
        Thread.interrupted(); // a flag that user code left set must not reach the next record
        MDC.clear();
        return verdict;
    }

    private @Nullable Throwable call(InFlightRecord record, int attempt, @Nullable TimedAttempt timed) {
        try {
            var before = attempt == 1 ? null : record.setback();
            handler.handle(decoders.decode(record), new Attempt(record.token(), attempt, before, timed));
            return null;
        } catch (Throwable failure) { // whatever user code throws is an outcome of the record
            return failure;
        }
    }

    private boolean bury(InFlightRecord record, Verdict.Bury bury, PermitHolder permit) {
        var setback = bury.setback();
        if (!suspend(record, setback, permit)) {
            return interrupted(record);
        }
        return end(record, deadLetters.bury(record, setback.attempts(), setback.failure(), bury.topic()));
    }

    private boolean buryUntried(InFlightRecord record, Verdict.Bury bury, PermitHolder permit) {
        var before = record.setback();
        var setback = bury.setback();
        record.shed();
        permit.release();
        record.noticeWait(); // so that no notice is given: to the consumer thread it leaves with its lane
        record.setback(setback);
        failing.waits(record, before, setback);
        return end(record, deadLetters.bury(record, setback.attempts(), setback.failure(), bury.topic()));
    }

    /** Makes the record one that waits, without a permit; false when it was interrupted first. */
    private boolean suspend(InFlightRecord record, Setback setback, PermitHolder permit) {
        var before = record.setback();
        if (!record.requeue(setback)) {
            return false;
        }
        failing.waits(record, before, setback);
        permit.release();
        return true;
    }

    private boolean finish(InFlightRecord record, Outcome outcome) {
        return record.finish() ? end(record, outcome) : interrupted(record);
    }

    private boolean interrupted(InFlightRecord record) {
        record.shed();
        record.awaitInterrupt();
        return end(record, ABANDONED);
    }

    /** Notes the outcome; whether the next record of the lane may run. */
    private boolean end(InFlightRecord record, Outcome outcome) {
        var setback = record.setback();
        if (setback != null) {
            failing.ended(record, setback, outcome);
        }
        record.end(outcome);
        return outcome.finished();
    }
}
