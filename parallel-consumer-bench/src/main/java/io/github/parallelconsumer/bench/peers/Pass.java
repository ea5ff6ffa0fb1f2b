package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Lets a contender read the topic once, in a group of its own, and looks at its count every few milliseconds, which costs
 * it nothing per record. Confined to one thread.
 */
final class Pass {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final RunPlan plan;
    private final String group;
    private final SimulatedHandler handler;
    private Tick progress = new Tick(System.nanoTime(), 0);

    Pass(RunPlan plan, int number) {
        this.plan = plan;
        group = plan.source().group() + "-" + number;
        handler = new SimulatedHandler(plan.handler());
    }

    /** Reads until all records are handled or it is enough; each look is told. */
    void run(Consumer<Tick> look, Predicate<Tick> enough) {
        var running = Entry.parse(plan.contender())
                .contender(plan.concurrency())
                .start(plan.source().withGroup(group), handler);
        try {
            Tick now;
            do {
                LockSupport.parkNanos(PERIOD_NANOS);
                now = new Tick(System.nanoTime(), handler.handled());
                checkProgress(now);
                look.accept(now);
            } while (now.handled() < plan.records() && !enough.test(now));
        } finally {
            running.close();
        }
    }

    private void checkProgress(Tick now) {
        if (now.handled() > progress.handled()) {
            progress = now;
        } else if (now.nanos() - progress.nanos() > STALL_NANOS) {
            throw new IllegalStateException(
                    "Nothing happens any more at " + now.handled() + " of " + plan.records() + " records");
        }
    }
}
