package io.github.parallelconsumer.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches a handler's count until its window has closed, and for a window of records until the topic is consumed.
 * Confined to one thread, which looks every few milliseconds and so costs the contender nothing per record.
 */
final class Measurement {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final RunPlan plan;
    private final SimulatedHandler handler;
    private final Gauges gauges;
    private @Nullable Tick first;
    private @Nullable Sample opened;
    private @Nullable Sample closed;
    private Tick progress = new Tick(System.nanoTime(), 0);

    Measurement(RunPlan plan, SimulatedHandler handler, Gauges gauges) {
        this.plan = plan;
        this.handler = handler;
        this.gauges = gauges;
    }

    /** Returns the figures when there is nothing more to wait for. */
    Figures await() {
        while (true) {
            LockSupport.parkNanos(PERIOD_NANOS);
            var now = new Tick(System.nanoTime(), handler.handled());
            checkProgress(now);
            look(now);
            if (opened != null && closed != null && finished(now)) {
                return Figures.between(opened, closed, now.handled(), gauges);
            }
        }
    }

    /** Only where the window opens and closes are all gauges read, since reading them takes time from the contender. */
    private void look(Tick now) {
        if (first == null && now.handled() > 0) {
            first = now;
        }
        if (first != null && opened == null && plan.window().opens(first, now)) {
            opened = gauges.sample(now);
        } else if (opened != null && closed == null && plan.window().closes(opened.tick(), now)) {
            closed = gauges.sample(now);
        }
    }

    private void checkProgress(Tick now) {
        if (now.handled() > progress.handled()) {
            progress = now;
        } else if (now.nanos() - progress.nanos() > STALL_NANOS) {
            throw new IllegalStateException("Nothing happens any more at " + now.handled() + " of " + plan.records()
                    + " records; the window has " + (opened == null ? "not opened" : "opened"));
        }
        if (closed == null && plan.window() instanceof Window.Timed && now.handled() >= plan.records()) {
            throw new IllegalStateException("All " + plan.records()
                    + " records were handled before the window closed: give more records or less time");
        }
    }

    private boolean finished(Tick now) {
        return plan.window() instanceof Window.Timed || now.handled() >= plan.records();
    }
}
