package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices when this machine does not let the conductor run: a bound of time means little then, and what it missed is added to
 * it. Runs on a thread of its own until it is interrupted.
 */
record Heartbeat(FaultBook faults) implements Runnable {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long WORTH_TELLING = TimeUnit.MILLISECONDS.toNanos(200);

    static Thread start(FaultBook faults) {
        return Thread.ofPlatform().name("heartbeat").daemon().start(new Heartbeat(faults));
    }

    @Override
    public void run() {
        long before = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PERIOD);
            long now = System.nanoTime();
            if (now - before > WORTH_TELLING) {
                faults.add(new Fault(FaultKind.STALL, "", before, now));
            }
            before = now;
        }
    }
}
