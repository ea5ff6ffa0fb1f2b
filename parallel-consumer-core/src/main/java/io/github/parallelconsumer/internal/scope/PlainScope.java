package io.github.parallelconsumer.internal.scope;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * A scope that keeps its own set of running threads.
 * Confined to the batch owner, but for each thread that takes itself out of the set when it ends, so that a
 * record which runs for hours does not keep its ended siblings in memory.
 */
final class PlainScope extends OwnedScope {
    private final ThreadFactory threads;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    PlainScope(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    void start(ForkedRun run) {
        Thread thread = threads.newThread(() -> {
            try {
                run.run();
            } finally {
                running.remove(Thread.currentThread());
            }
        });
        running.add(thread);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                running.remove(thread);
            }
        }
    }

    @Override
    void awaitAll() throws InterruptedException {
        // Nothing is added any more, so one pass over the set sees all that still runs.
        for (Thread thread : running) {
            thread.join();
        }
    }

    @Override
    void interruptAndAwaitAll() {
        running.forEach(Thread::interrupt);
        boolean interrupted = false;
        while (!running.isEmpty()) {
            try {
                awaitAll();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
