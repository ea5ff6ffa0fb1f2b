package io.github.parallelconsumer.internal.batch;

import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.Nanos;
import io.github.parallelconsumer.internal.exec.Permits;
import io.github.parallelconsumer.internal.exec.RecordRunner;
import io.github.parallelconsumer.internal.scope.BatchScope;
import io.github.parallelconsumer.internal.scope.ScopeBinding;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Starts the owner of each batch, and ends the owners that are left in the end. Confined to the consumer thread, but for
 * what the owners use of it.
 */
public final class BatchExecutor {

    private static final int LEAST_SWEEP = 64;

    private final String name;
    private final ScopeBinding scopes;
    private final Permits permits;
    private final LaneRun lanes;
    private final Consumer<Throwable> onDefect;
    private final LongSupplier nanoTime;
    /** What a record thread lets escape is a defect of this library; it also tells such a thread from any other. */
    private final UncaughtExceptionHandler onEscape;

    private final ThreadFactory recordThreads;
    private final List<Thread> owners = new ArrayList<>();
    private int sweepAt = LEAST_SWEEP;
    private long batches;

    /**
     * An executor without batches.
     *
     * @param name what thread dumps call its threads and scopes
     * @param onDefect told when a batch cannot go on; from any thread
     */
    public BatchExecutor(
            String name,
            ScopeBinding scopes,
            Permits permits,
            RecordRunner<?, ?> runner,
            CompletionQueue completions,
            Consumer<Throwable> onDefect,
            LongSupplier nanoTime) {
        this.name = name;
        this.scopes = scopes;
        this.permits = permits;
        this.lanes = new LaneRun(runner, completions);
        this.onDefect = onDefect;
        this.nanoTime = nanoTime;
        onEscape = (thread, defect) -> onDefect.accept(defect);
        recordThreads = Thread.ofVirtual().uncaughtExceptionHandler(onEscape).factory();
    }

    /** Starts a batch: the first record of each of its lanes, in the order in which they are to start. */
    public void start(List<InFlightRecord> firsts) {
        sweepWhenGrown();
        var batch = name + " batch-" + ++batches;
        owners.add(Thread.ofVirtual().name(batch).start(new BatchOwner(this, batch, firsts)));
    }

    /** Waits until every owner has ended, and interrupts those that have not at the deadline. */
    public void end(Duration timeout) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + Nanos.of(timeout);
        for (var owner : owners) {
            owner.join(Duration.ofNanos(Math.max(1, deadline - nanoTime.getAsLong())));
        }
        sweep();
        owners.forEach(Thread::interrupt);
    }

    /** Batches whose owners have not ended. */
    public int running() {
        sweep();
        return owners.size();
    }

    /** Whether the thread runs records of this executor. Thread-safe. */
    public boolean isRecordThread(Thread thread) {
        return onEscape.equals(thread.getUncaughtExceptionHandler());
    }

    /** Forgets ended owners, at a cost that is constant for each batch; a long-lived one must not keep the others. */
    private void sweepWhenGrown() {
        if (owners.size() >= sweepAt) {
            sweep();
            sweepAt = Math.max(LEAST_SWEEP, 2 * owners.size());
        }
    }

    /** Owners that are kept, ended ones that no sweep has met included. */
    int remembered() {
        return owners.size();
    }

    private void sweep() {
        owners.removeIf(owner -> !owner.isAlive());
    }

    BatchScope open(String batch) {
        return scopes.open(batch, recordThreads);
    }

    Permits permits() {
        return permits;
    }

    LaneRun lanes() {
        return lanes;
    }

    void fail(Throwable defect) {
        onDefect.accept(defect);
    }
}
