package io.github.parallelconsumer.internal.scope;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/** Makes the virtual threads of one test and remembers them, so that none can outlive it unnoticed. Thread-safe. */
final class RecordedThreads {
    private final List<Thread> owners = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Queue<Thread> forked = new ConcurrentLinkedQueue<>();

    /** The factory that a test opens its scopes with. */
    ThreadFactory factory() {
        ThreadFactory virtual = Thread.ofVirtual()
                .name("forked-", 0)
                .uncaughtExceptionHandler((thread, failure) -> uncaught.add(failure))
                .factory();
        return body -> {
            Thread thread = virtual.newThread(body);
            forked.add(thread);
            return thread;
        };
    }

    /** Runs the body on a virtual thread of its own, as a batch owner. */
    <T> Owner<T> owner(Body<T> body) {
        FutureTask<T> result = new FutureTask<>(body::run);
        Thread thread = Thread.ofVirtual().name("owner").start(result);
        owners.add(thread);
        return new Owner<>(thread, result);
    }

    List<Throwable> uncaught() {
        return uncaught;
    }

    /** Waits until the threads made so far are gone, not merely past their body. */
    void awaitForkedEnded() {
        waiting().until(() -> forked.stream().noneMatch(Thread::isAlive));
    }

    void awaitNoneAlive() {
        awaitForkedEnded();
        waiting().until(() -> owners.stream().noneMatch(Thread::isAlive));
    }

    /** Looks often: nearly every wait here is over before the first look. */
    private static ConditionFactory waiting() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    interface Body<T> {
        T run() throws Exception;
    }

    record Owner<T>(Thread thread, FutureTask<T> body) {
        T result() throws Exception {
            return body.get(30, TimeUnit.SECONDS);
        }

        void awaitParked() {
            waiting().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }
}
