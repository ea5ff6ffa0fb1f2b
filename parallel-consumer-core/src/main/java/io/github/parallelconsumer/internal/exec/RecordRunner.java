package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.spi.Outcome;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes a record through its attempts to its outcome. Thread-safe: holds no state of a record. Runs on a record thread.
 */
public final class RecordRunner<K, V> {

    private static final Outcome FIRST_TIME = new Outcome.Succeeded(1);
    private static final Outcome ABANDONED = new Outcome.Abandoned();
    private static final Outcome DROPPED = new Outcome.Dropped();

    private final RecordHandler<K, V> handler;
    private final DecoderPool<K, V> decoders;
    private final RetryPolicy retry;
    private final DeadLetters deadLetters;
    private final AttemptWatch watch;
    private final WaitNotices notices;
    private final LongSupplier nanoTime;

    /** A runner for a handler. */
    public RecordRunner(
            RecordHandler<K, V> handler,
            DecoderPool<K, V> decoders,
            RetryPolicy retry,
            DeadLetters deadLetters,
            AttemptWatch watch,
            WaitNotices notices,
            LongSupplier nanoTime) {
        this.handler = handler;
        this.decoders = decoders;
        this.retry = retry;
        this.deadLetters = deadLetters;
        this.watch = watch;
        this.notices = notices;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the record and notes its outcome.
     *
     * @param permit held on entry; on return held unless the record ended while it waited
     * @return whether the next record of the lane may run
     */
    public boolean run(InFlightRecord record, PermitHolder permit) {
        while (record.start()) {
            int attempt = record.attempt();
            var failure = attempt(record, attempt);
            if (failure == null) {
                return end(record, record.finish() ? succeeded(attempt) : abandoned(record));
            }
            if (attempt >= retry.maxAttempts() || Failures.isFatal(failure)) {
                return giveUp(record, attempt, failure, permit);
            }
            if (!record.requeue(new Setback(attempt, failure, Setback.Next.RETRY))) {
                return end(record, abandoned(record));
            }
            awaitRetry(record, attempt, permit);
        }
        return end(record, DROPPED);
    }

    private static Outcome succeeded(int attempts) {
        return attempts == 1 ? FIRST_TIME : new Outcome.Succeeded(attempts);
    }

    /** Ends a record that must not run. */
    public void drop(InFlightRecord record) {
        record.drop();
        record.end(DROPPED);
    }

    private void awaitRetry(InFlightRecord record, int failedAttempts, PermitHolder permit) {
        permit.release();
        notices.waits(record);
        record.backOff(Nanos.of(retry.backoff().delay(failedAttempts)), nanoTime);
        permit.takeFor(record);
    }

    private @Nullable Throwable attempt(InFlightRecord record, int attempt) {
        var timed = watch.begin(record);
        var failure = watch.end(timed, call(record, attempt, timed));
        Thread.interrupted(); // a flag that the handler left set must not reach the next record
        MDC.clear();
        return failure;
    }

    private @Nullable Throwable call(InFlightRecord record, int attempt, @Nullable TimedAttempt timed) {
        try {
            handler.handle(decode(record), new Attempt(record.token(), attempt, record.setback(), timed));
            return null;
        } catch (Throwable failure) { // whatever user code throws is an outcome of the record
            return failure;
        }
    }

    private ConsumerRecord<K, V> decode(InFlightRecord record) {
        var decoder = decoders.take();
        try {
            return decoder.decode(record.raw());
        } finally {
            decoders.giveBack(decoder);
        }
    }

    /** Ends a record that is given up; whether the next of its lane may run. */
    private boolean giveUp(InFlightRecord record, int attempts, Throwable failure, PermitHolder permit) {
        if (!Failures.isFatal(failure) && retry.onExhausted() instanceof OnExhausted.DeadLetter to) {
            return bury(record, attempts, failure, to, permit);
        }
        return end(record, record.finish() ? new Outcome.Stopped(attempts, failure) : abandoned(record));
    }

    private boolean bury(
            InFlightRecord record, int attempts, Throwable cause, OnExhausted.DeadLetter to, PermitHolder permit) {
        if (!record.requeue(new Setback(attempts, cause, Setback.Next.DEAD_LETTER))) {
            return end(record, abandoned(record));
        }
        permit.release();
        notices.waits(record);
        return end(record, deadLetters.bury(record, attempts, cause, to.topic()));
    }

    private static Outcome abandoned(InFlightRecord record) {
        record.awaitInterrupt();
        return ABANDONED;
    }

    private static boolean end(InFlightRecord record, Outcome outcome) {
        record.end(outcome);
        return outcome.finished();
    }
}
