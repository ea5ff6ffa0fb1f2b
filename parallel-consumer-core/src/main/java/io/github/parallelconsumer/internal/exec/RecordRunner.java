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
    private final LongSupplier nanoTime;

    /** A runner for a handler. */
    public RecordRunner(
            RecordHandler<K, V> handler, DecoderPool<K, V> decoders, RetryPolicy retry, LongSupplier nanoTime) {
        this.handler = handler;
        this.decoders = decoders;
        this.retry = retry;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the record and notes its outcome.
     *
     * @param permit held on entry; on return held unless the record was dropped while it waited
     * @return whether the next record of the lane may run
     */
    public boolean run(InFlightRecord record, PermitHolder permit) {
        while (record.start()) {
            int attempt = record.attempt();
            var failure = attempt(record, attempt);
            if (failure == null) {
                if (record.finish()) {
                    record.end(attempt == 1 ? FIRST_TIME : new Outcome.Succeeded(attempt));
                    return true;
                }
            } else if (attempt >= retry.maxAttempts() || Failures.isFatal(failure)) {
                if (record.finish()) {
                    record.end(exhausted(attempt, failure));
                    return false;
                }
            } else if (record.requeue(failure)) {
                awaitRetry(record, attempt, permit);
                continue;
            }
            record.awaitInterrupt();
            record.end(ABANDONED);
            return false;
        }
        record.end(DROPPED);
        return false;
    }

    /** Ends a record that must not run. */
    public void drop(InFlightRecord record) {
        record.drop();
        record.end(DROPPED);
    }

    private void awaitRetry(InFlightRecord record, int failedAttempts, PermitHolder permit) {
        permit.release();
        record.backOff(Nanos.of(retry.backoff().delay(failedAttempts)), nanoTime);
        permit.takeFor(record);
    }

    private @Nullable Throwable attempt(InFlightRecord record, int attempt) {
        try {
            handler.handle(decode(record), new Attempt(record.token(), attempt, record.lastFailure()));
            return null;
        } catch (Throwable failure) { // whatever user code throws is an outcome of the record
            return failure;
        } finally {
            Thread.interrupted(); // a flag that the handler left set must not reach the next record
            MDC.clear();
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

    private Outcome exhausted(int attempts, Throwable failure) {
        return switch (retry.onExhausted()) {
            case OnExhausted.Stop stop -> new Outcome.Stopped(attempts, failure);
        };
    }
}
