package io.github.parallelconsumer.internal.exec;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The way back of every dispatched record to the consumer thread, and the one place where that thread parks. Lock-free.
 * Thread-safe: any thread offers and signals, the consumer thread alone polls and parks. Meeting place.
 *
 * <p>INV-QUEUE: there is a slot for every record in flight, and a run takes one, so an offer cannot fail.
 *
 * <p>INV-PARK: no wake-up is lost. The consumer thread announces itself, then looks at the queue and parks; an offering
 * thread adds, then looks for the announcement. The full fences in between order each thread's write before its read, so
 * at least one of the two sees the other.
 */
public final class CompletionQueue {

    private final MpscAtomicArrayQueue<InFlightRecord> queue;
    private volatile @Nullable Thread parked;
    private volatile int wakeAt;
    private volatile boolean signalled;

    /** A queue with room for as many records as may be in flight. */
    public CompletionQueue(int capacity) {
        queue = new MpscAtomicArrayQueue<>(capacity);
    }

    /**
     * Hands a record back.
     *
     * @throws IllegalStateException if there is no room, which means that the intake bound was broken
     */
    public void offer(InFlightRecord record) {
        if (!queue.offer(record)) {
            throw new IllegalStateException("the completion queue is full at " + queue.capacity() + " records");
        }
        VarHandle.fullFence();
        var waiting = parked;
        if (waiting != null && queue.size() >= wakeAt) {
            LockSupport.unpark(waiting);
        }
    }

    /** The next completion, or null when there is none. */
    public @Nullable InFlightRecord poll() {
        return queue.relaxedPoll();
    }

    /** Wakes the consumer thread, or keeps it from parking the next time. */
    public void signal() {
        signalled = true;
        VarHandle.fullFence();
        var waiting = parked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Parks until there are as many completions, or a signal, or the time is over. May return early. */
    public void park(int completions, long nanos) {
        wakeAt = completions;
        parked = Thread.currentThread();
        VarHandle.fullFence();
        if (nanos > 0 && !signalled && queue.size() < completions) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = null;
        signalled = false;
    }
}
