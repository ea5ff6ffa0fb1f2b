package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Contender;
import io.github.parallelconsumer.bench.contender.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Measures how long records wait for their handlers while others send them at a steady rate, all but those of the hot key.
 * Confined to one thread, but for
 * the ages, which handlers write.
 */
final class LatencyProbe {

    private static final int DIGITS = 3;
    private static final long CAUGHT_UP_MICROS = 100_000;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final RunPlan plan;
    private final Gauges gauges;
    private final Recorder ages = new Recorder(DIGITS);
    private final SimulatedHandler handler;
    private volatile long newestAge = Long.MAX_VALUE;

    LatencyProbe(RunPlan plan, Gauges gauges) {
        this.plan = plan;
        this.gauges = gauges;
        handler = new SimulatedHandler(plan.handler());
    }

    Map<Metric, Double> measure() throws InterruptedException {
        Contender.Handler timed = record -> {
            if (!Stamp.isHot(record)) {
                newestAge = Stamp.ageMicros(record.value());
                ages.recordValue(newestAge);
            }
            handler.handle(record);
        };
        var running =
                Entry.parse(plan.contender()).contender(plan.concurrency()).start(plan.source(), timed);
        try {
            Waiting.until(() -> handler.handled() > 0, () -> "No record came");
            awaitCaughtUp();
            Thread.sleep(plan.warmUpMillis());
            ages.reset();
            var opened = gauges.sample(new Tick(System.nanoTime(), handler.handled()));
            Thread.sleep(plan.windowMillis());
            var tally = new Tally();
            tally.add(opened, gauges.sample(new Tick(System.nanoTime(), handler.handled())));
            return figures(tally, ages.getIntervalHistogram());
        } finally {
            running.close();
        }
    }

    /** Records have come while it joined. One that does not keep up is measured as it is. */
    private void awaitCaughtUp() throws InterruptedException {
        long start = System.nanoTime();
        while (newestAge > CAUGHT_UP_MICROS && System.nanoTime() - start < MOST_NANOS) {
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    private static Map<Metric, Double> figures(Tally tally, Histogram histogram) {
        var figures = tally.perRecord();
        figures.put(Metric.P50_MICROS, (double) histogram.getValueAtPercentile(50));
        figures.put(Metric.P99_MICROS, (double) histogram.getValueAtPercentile(99));
        return figures;
    }
}
