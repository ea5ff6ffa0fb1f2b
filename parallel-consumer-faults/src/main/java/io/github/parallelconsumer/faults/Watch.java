package io.github.parallelconsumer.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at what goes on beside the schedule, so that a run ends as soon as a part of it has failed, and tells from time to time
 * how far it is. Confined to the main thread.
 */
final class Watch {

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private final List<Runnable> looks;
    private final Supplier<String> status;
    private final Consumer<String> out;
    private final long interval;
    private long told = System.nanoTime();

    /**
     * A watch.
     *
     * @param looks each throws if its part has failed
     * @param status how far the run is
     * @param interval between two lines that tell so
     */
    Watch(List<Runnable> looks, Supplier<String> status, Consumer<String> out, Duration interval) {
        this.looks = looks;
        this.status = status;
        this.out = out;
        this.interval = interval.toNanos();
    }

    void look() {
        looks.forEach(Runnable::run);
        long now = System.nanoTime();
        if (now - told >= interval) {
            told = now;
            out.accept(status.get());
        }
    }

    /** Looks at once, and then until the time has come. */
    void until(long nanos) throws InterruptedException {
        look();
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, PERIOD));
            look();
        }
    }
}
