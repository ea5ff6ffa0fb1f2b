package io.github.parallelconsumer.tools.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Interrupts the thread that made it when this JVM is asked to end, and keeps the JVM until that thread has cleaned
 * up. Thread-safe: a latch and a volatile flag.
 */
public final class StopOnSignal {

    /** More than closing a consumer takes; what is left after it ends with this JVM anyway. */
    private static final long LONGEST_CLEANUP_SECONDS = 30;

    private final Thread stopped = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "stop-on-signal");
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private volatile boolean signalled;

    private StopOnSignal() {}

    /**
     * Runs a command and returns its exit status.
     *
     * @param complaints told in one line if a signal ends the command
     * @throws Exception what the command throws, unless a signal made it
     */
    public static int run(Callable<Integer> command, Consumer<String> complaints) throws Exception {
        var stop = new StopOnSignal();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        try {
            return command.call();
        } catch (RuntimeException | InterruptedException e) {
            if (!stop.signalled) {
                throw e;
            }
            complaints.accept("ended by a signal");
            return ExitStatus.FAILED;
        } finally {
            stop.done();
        }
    }

    private void done() {
        cleanedUp.countDown();
        if (!signalled) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came just now: the hook finds that there is nothing left to wait for.
                signalled = true;
            }
        }
    }

    private void stop() {
        signalled = true;
        stopped.interrupt();
        try {
            var inTime = cleanedUp.await(LONGEST_CLEANUP_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("Not everything was closed within " + LONGEST_CLEANUP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
