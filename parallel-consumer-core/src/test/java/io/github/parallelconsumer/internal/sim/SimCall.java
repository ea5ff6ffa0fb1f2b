package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.internal.sim.Setup.OnInterrupt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call of the handler, which lasts until the scheduler ends it. Confined to the simulation's carrier. */
final class SimCall {

    final Delivery delivery;
    boolean interrupted;
    private final Thread thread = Thread.currentThread();
    private boolean over;
    private @Nullable Exception failure;

    SimCall(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Lets the handler return, or fail. By the scheduler. */
    void end(@Nullable Exception with) {
        failure = with;
        over = true;
        LockSupport.unpark(thread);
    }

    boolean isOver() {
        return over;
    }

    /** By the record's thread. */
    void await(OnInterrupt onInterrupt) throws Exception {
        while (!over) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                switch (onInterrupt) {
                    case THROW -> throw new InterruptedException();
                    case RETURN -> {
                        return;
                    }
                    case SWALLOW -> {}
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String toString() {
        return delivery.record.toString();
    }
}
