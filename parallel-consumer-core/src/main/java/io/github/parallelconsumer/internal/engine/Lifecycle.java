package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.internal.exec.Nanos;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What was asked of a consumer and where it stands. Thread-safe: every field is written with one atomic step. */
final class Lifecycle {

    private static final int MOST_SUPPRESSED = 10;

    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Long> closeDeadline = new AtomicReference<>();
    private final CompletableFuture<Termination> termination = new CompletableFuture<>();
    private volatile boolean userPaused;
    private volatile boolean draining;

    Lifecycle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asks for the end; the first deadline counts. */
    void requestClose(Duration timeout) {
        closeDeadline.compareAndSet(null, nanoTime.getAsLong() + Nanos.of(timeout));
    }

    /** Notes a failure that ends the consumer; the first one counts, a few later ones are kept as suppressed. */
    void fail(Throwable cause) {
        if (!failure.compareAndSet(null, cause)) {
            var first = failure.get();
            if (first != null && !first.equals(cause) && first.getSuppressed().length < MOST_SUPPRESSED) {
                first.addSuppressed(cause);
            }
        }
    }

    boolean mustEnd() {
        return closeDeadline.get() != null || failure.get() != null;
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** What is left of the time to close, in nanoseconds; for ever while nobody has asked for the end. */
    long nanosToClose() {
        var deadline = closeDeadline.get();
        return deadline == null ? Long.MAX_VALUE : deadline - nanoTime.getAsLong();
    }

    /** What is left of the time to close, which begins now if nobody has asked for the end. */
    Duration timeToClose(Duration byDefault) {
        requestClose(byDefault);
        return Duration.ofNanos(Math.max(0, nanosToClose()));
    }

    void drain() {
        draining = true;
    }

    void end(Termination end) {
        termination.complete(end);
    }

    CompletableFuture<Termination> termination() {
        return termination;
    }

    boolean userPaused() {
        return userPaused;
    }

    void userPaused(boolean paused) {
        userPaused = paused;
    }

    ConsumerState state(boolean joined) {
        if (termination.isDone()) {
            return termination.join().cause().isPresent() ? ConsumerState.FAILED : ConsumerState.CLOSED;
        }
        if (draining || mustEnd()) {
            return ConsumerState.DRAINING;
        }
        return joined ? ConsumerState.RUNNING : ConsumerState.STARTING;
    }
}
