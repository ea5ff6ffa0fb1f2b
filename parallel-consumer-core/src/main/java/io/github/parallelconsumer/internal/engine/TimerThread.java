package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.internal.exec.AttemptTimer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The thread that interrupts late attempts: a platform thread, since handlers that pin their carriers must not hold it up.
 * Thread-safe: started and ended by the consumer thread.
 */
final class TimerThread {

    private final AttemptTimer timer;
    private final Consumer<Throwable> onDefect;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * A thread that is not started.
     *
     * @param onDefect told when it cannot go on
     */
    TimerThread(String name, AttemptTimer timer, Consumer<Throwable> onDefect) {
        this.timer = timer;
        this.onDefect = onDefect;
        thread = Thread.ofPlatform().daemon().name("timer " + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends it; does not wait for that. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            while (!ended) {
                LockSupport.parkNanos(this, timer.fire());
            }
        } catch (Throwable defect) { // without it deadlines would silently not be kept
            onDefect.accept(defect);
        }
    }
}
