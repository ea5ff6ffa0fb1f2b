package io.github.parallelconsumer.internal.exec;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The cap on concurrency: whoever runs a handler holds one permit. Thread-safe: a fair semaphore, and a count of the
 * records that return. Meeting place of batch owners and record threads.
 *
 * <p>INV-PERMITS: at most {@code maxConcurrency} handlers run at once.
 *
 * <p>Why this cannot deadlock: a thread waits for one of five things, namely a predecessor, a backoff, a dead letter's
 * acknowledgement, a permit, or its handler. It holds a permit in the last case only. Let a thread wait for a permit; all permits are then held by running
 * handlers, each of which ends (or is the user's own endless loop) and releases, and the semaphore serves its waiters in
 * order of arrival, so the thread gets its turn. Let a thread wait for a predecessor: predecessors belong to earlier
 * batches, so the chain ends at a thread that waits for none, which by the above goes on.
 */
public final class Permits {

    private final int total;
    private final Semaphore semaphore;
    private final AtomicInteger returning = new AtomicInteger();

    /** As many permits as handlers may run at once. */
    public Permits(int total) {
        this.total = total;
        semaphore = new Semaphore(total, true);
    }

    /** Takes a permit for a lane that is about to start. */
    public void acquire() throws InterruptedException {
        semaphore.acquire();
    }

    /** Takes a permit for a record that had to wait: threads that would go on to a new lane give way to it. */
    public void acquireReturning() throws InterruptedException {
        returning.incrementAndGet();
        try {
            semaphore.acquire();
        } finally {
            returning.decrementAndGet();
        }
    }

    /** Gives a permit back. */
    public void release() {
        semaphore.release();
    }

    /** Whether a record that had to wait now wants a permit. */
    public boolean returningWaits() {
        return returning.get() > 0;
    }

    /** Whether anyone wants a permit. */
    public boolean contended() {
        return semaphore.hasQueuedThreads();
    }

    /** Permits taken right now. */
    public int inUse() {
        return total - semaphore.availablePermits();
    }
}
