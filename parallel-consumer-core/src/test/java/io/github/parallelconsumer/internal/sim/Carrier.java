package io.github.parallelconsumer.internal.sim;

import java.lang.reflect.Field;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The one carrier thread of all virtual threads of this JVM. The simulation is a virtual thread, too, so nothing else
 * moves while it runs, and what is runnable moves in the order in which it became so. Stateless.
 */
final class Carrier {

    /** Rounds that yield before those that park. */
    private static final int YIELDS = 100_000;
    /** Rounds that park before it is a violation: a minute. */
    private static final int PARKS = 60_000;

    private static final long PARK_NANOS = 1_000_000;
    private static final ForkJoinPool SCHEDULER = scheduler();

    private Carrier() {}

    private static ForkJoinPool scheduler() {
        try {
            Field field = Class.forName("java.lang.VirtualThread").getDeclaredField("DEFAULT_SCHEDULER");
            field.setAccessible(true);
            return (ForkJoinPool) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the virtual threads' scheduler cannot be seen", e);
        }
    }

    /** Runs on a virtual thread, and waits for its end. */
    static void run(Runnable simulation) throws Exception {
        var task = new FutureTask<>(simulation, true);
        Thread.ofVirtual().start(task);
        task.get();
    }

    /**
     * Lets every other virtual thread run until none can. By a virtual thread. The scheduler's worker may go on with the queue
     * into which a yield puts this thread, and never look into the one where another waits: then this thread parks.
     */
    @SuppressWarnings("ThreadPriorityCheck") // with one carrier a yield is a step of the scheduler
    static void settle(BooleanSupplier othersIdle) {
        for (int rounds = 0; othersRunnable() || !othersIdle.getAsBoolean() || othersRunnable(); rounds++) {
            if (rounds < YIELDS) {
                Thread.yield();
            } else if (rounds < YIELDS + PARKS) {
                LockSupport.parkNanos(PARK_NANOS);
            } else {
                throw new Violation("the record threads do not come to rest: others idle: " + othersIdle.getAsBoolean()
                        + ", scheduler: " + SCHEDULER);
            }
        }
    }

    private static boolean othersRunnable() {
        return SCHEDULER.hasQueuedSubmissions() || SCHEDULER.getQueuedTaskCount() > 0;
    }
}
