package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.DeadLetter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One try to store a dead letter. Thread-safe: its result is written once and wakes the record's thread. Meeting place of
 * that thread, which makes it and waits, the sender, and whoever completes what the sink returned.
 */
final class LetterTry {

    /**
     * How a try ended.
     *
     * @param begun whether the sink was given the letter
     * @param failure why the letter is not stored, or null when it is
     */
    record Result(boolean begun, @Nullable Throwable failure) {}

    private final InFlightRecord record;
    private final DeadLetter letter;
    private final Thread waiting = Thread.currentThread();
    private volatile @Nullable Result result;

    LetterTry(InFlightRecord record, DeadLetter letter) {
        this.record = record;
        this.letter = letter;
    }

    DeadLetter letter() {
        return letter;
    }

    /** Begins the try; false when the record was dropped, of which its thread knows. */
    boolean begin() {
        return record.startOnBehalf();
    }

    /** Ends a try that was begun. */
    void end(@Nullable Throwable failure) {
        var wrapped = failure instanceof CompletionException ? failure.getCause() : null;
        show(new Result(true, wrapped == null ? failure : wrapped));
    }

    /** Ends a try that was not begun. */
    void refuse(Throwable why) {
        show(new Result(false, why));
    }

    private void show(Result end) {
        result = end;
        LockSupport.unpark(waiting);
    }

    /** How it ended, or null while it has not. */
    @Nullable
    Result result() {
        return result;
    }
}
