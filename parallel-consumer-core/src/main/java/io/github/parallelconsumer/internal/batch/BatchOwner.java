package io.github.parallelconsumer.internal.batch;

import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.PermitHolder;
import io.github.parallelconsumer.internal.exec.Permits;
import io.github.parallelconsumer.internal.scope.BatchScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the structured scope of one poll batch: forks the batch's lanes, each on a virtual thread, and joins them.
 * Confined to the batch owner, a virtual thread; the bodies it forks run on record threads.
 *
 * <p>For each lane that is ready a permit is taken before its fork. A thread that has finished its lane goes on to the next
 * ready one with its permit, so fast handlers need few threads; the owner steps aside after each fork to let that happen.
 * Most lanes that had to wait for a predecessor are ready by then too, and take the same way; those that are not are
 * forked without a permit and wait for it on a thread of their own.
 */
final class BatchOwner implements Runnable {

    private final BatchExecutor shared;
    private final String name;
    private final Runnable readyBody = this::runReady;
    private final LaneRun lanes;
    private final Permits permits;
    /** Lanes that have not been ready yet, up to the first null. */
    private final @Nullable InFlightRecord[] waiting;

    private ReadyLanes ready = ReadyLanes.NONE;
    private int forkedWaiting;

    BatchOwner(BatchExecutor shared, String name, List<InFlightRecord> firsts) {
        this.shared = shared;
        this.name = name;
        lanes = shared.lanes();
        permits = shared.permits();
        waiting = firsts.toArray(new @Nullable InFlightRecord[0]);
    }

    /** Takes the lanes that may start by now out of those that wait; here, since the consumer thread has enough to do. */
    private void sort() {
        var ready = new @Nullable InFlightRecord[waiting.length];
        int readyCount = 0;
        int waitingCount = 0;
        for (int i = 0; i < waiting.length; i++) {
            var first = waiting[i];
            waiting[i] = null; // a record that retries for hours must not keep its batch alive
            if (first == null) {
                break;
            }
            var ticket = first.ticket();
            if (ticket == null || ticket.ready()) {
                ready[readyCount++] = first;
            } else {
                waiting[waitingCount++] = first;
            }
        }
        this.ready = new ReadyLanes(ready, readyCount);
    }

    @Override
    public void run() {
        try (var scope = shared.open(name)) {
            sort();
            if (forkReady(scope)) {
                sort();
                if (forkReady(scope)) {
                    forkWaiting(scope);
                }
            }
            scope.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the last resort of close; the thread ends here
        } catch (Throwable e) { // whatever it is, records would be stuck without their owner
            shared.fail(e);
        } finally {
            abandonRest();
        }
    }

    private void forkWaiting(BatchScope scope) {
        for (; forkedWaiting < waiting.length; forkedWaiting++) {
            var first = waiting[forkedWaiting];
            if (first != null) {
                scope.fork(() -> runWaiting(first));
                waiting[forkedWaiting] = null;
            }
        }
    }

    /** False when the owner was interrupted: then only the scope's one join is left, which needs the flag. */
    @SuppressWarnings("ThreadPriorityCheck") // the yield is a hint that saves threads; nothing relies on it
    private boolean forkReady(BatchScope scope) {
        while (ready.hasNext()) {
            try {
                permits.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (ready.hasNext()) {
                fork(scope);
                Thread.yield();
            } else {
                permits.release();
            }
        }
        return true;
    }

    private void fork(BatchScope scope) {
        boolean forked = false;
        try {
            scope.fork(readyBody);
            forked = true;
        } finally {
            if (!forked) {
                permits.release();
            }
        }
    }

    private void runReady() {
        var permit = new PermitHolder(permits, true);
        guard(permit, () -> {
            if (runNext(permit)) {
                goOn(permit);
            }
        });
    }

    private void runWaiting(InFlightRecord first) {
        var permit = new PermitHolder(permits, false);
        guard(permit, () -> {
            if (lanes.awaitTurn(first) && permit.takeFor(first)) {
                lanes.run(first, permit);
                goOn(permit);
            } else {
                lanes.abandon(first);
            }
        });
    }

    /** Runs ready lanes for as long as there are any and the thread may keep its permit. */
    private void goOn(PermitHolder permit) {
        boolean more = true;
        while (more && permit.mayGoOn()) {
            more = runNext(permit);
        }
    }

    private boolean runNext(PermitHolder permit) {
        var first = ready.take();
        if (first != null) {
            lanes.run(first, permit);
        }
        return first != null;
    }

    private void guard(PermitHolder permit, Runnable body) {
        try {
            body.run();
        } catch (Throwable e) { // a defect of this library: a record may be lost to the count, so nothing may go on
            shared.fail(e);
        } finally {
            permit.release();
        }
    }

    private void abandonRest() {
        for (var first = ready.take(); first != null; first = ready.take()) {
            lanes.abandon(first);
        }
        for (; forkedWaiting < waiting.length; forkedWaiting++) {
            var first = waiting[forkedWaiting];
            if (first != null) {
                lanes.abandon(first);
            }
        }
    }
}
