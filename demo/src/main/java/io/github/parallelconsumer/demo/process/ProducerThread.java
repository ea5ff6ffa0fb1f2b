package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The producer of the demo with everything in it, on a thread of its own. Confined to the main thread. */
final class ProducerThread {

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final Producing producing;
    private final Thread thread;

    /** What the thread does until it is stopped. Thread-safe, but for the run. */
    interface Producing {

        void run() throws InterruptedException;

        void stop();
    }

    /** One that has not begun. */
    ProducerThread(Producing producing) {
        this.producing = producing;
        thread = Thread.ofPlatform().name("producer").unstarted(this::produce);
    }

    void start() {
        thread.start();
    }

    private void produce() {
        try {
            producing.run();
            end.complete(null);
        } catch (RuntimeException | InterruptedException e) {
            end.completeExceptionally(e);
        }
    }

    /** Looks at it for as long; fails when it ends, since nobody has asked it to. */
    void requireProducing(Duration time) throws InterruptedException {
        try {
            end.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return; // it goes on, and so does everything
        } catch (ExecutionException e) {
            throw CommandException.failed("the producer has failed: " + e.getCause(), e);
        }
        throw CommandException.failed("the producer has ended by itself", null);
    }

    /** Asks it to end; does not wait. */
    void stop() {
        producing.stop();
    }

    /** Waits for its end, if it has begun, but no longer than that: nothing may be there any more to acknowledge its records. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(atMost.toMillis());
    }
}
