package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.DeserializationFailure;
import io.github.parallelconsumer.api.SkipRecordException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts how attempts end. Thread-safe: record threads count, each attempt with one step that hardly ever contends; the
 * consumer thread reads once a turn. Meeting place of them.
 */
public final class AttemptMeter {

    private final LongAdder firstSucceeded = new LongAdder();
    private final LongAdder firstFailed = new LongAdder();
    private final LongAdder laterSucceeded = new LongAdder();
    private final LongAdder laterFailed = new LongAdder();

    /** A meter that has counted nothing. */
    public AttemptMeter() {}

    /** Counts an attempt that has ended, unless its end says nothing about other records. */
    void count(int attempt, @Nullable Throwable failure) {
        if (failure == null) {
            (attempt == 1 ? firstSucceeded : laterSucceeded).increment();
        } else if (!isOfThisRecordOnly(failure)) {
            (attempt == 1 ? firstFailed : laterFailed).increment();
        }
    }

    private static boolean isOfThisRecordOnly(Throwable failure) {
        return failure instanceof DeserializationFailure
                || failure instanceof SkipRecordException
                || failure instanceof DeadLetterException;
    }

    /** What was counted so far; never less than before. */
    public Counts counts() {
        return new Counts(firstSucceeded.sum(), firstFailed.sum(), laterSucceeded.sum(), laterFailed.sum());
    }

    /** How many attempts have ended, and how. Immutable. */
    public record Counts(long firstSucceeded, long firstFailed, long laterSucceeded, long laterFailed) {

        /** No attempts. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        /** What was counted since an earlier count. */
        public Counts since(Counts earlier) {
            return new Counts(
                    firstSucceeded - earlier.firstSucceeded,
                    firstFailed - earlier.firstFailed,
                    laterSucceeded - earlier.laterSucceeded,
                    laterFailed - earlier.laterFailed);
        }

        /** First attempts. */
        public long firsts() {
            return firstSucceeded + firstFailed;
        }

        /** All attempts. */
        public long attempts() {
            return firsts() + laterSucceeded + laterFailed;
        }

        /** All that failed. */
        public long failed() {
            return firstFailed + laterFailed;
        }
    }
}
