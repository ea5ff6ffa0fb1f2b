package io.github.parallelconsumer.bench.peers;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures how fast a contender is and what a record costs. Confined to one thread. */
final class RateProbe {

    /** Passes may take so many times what they count, for joining, leaving and the ends of the topic. */
    private static final int MOST_PER_WINDOW = 20;
    /** And at least this long, since a busy machine needs its time to join also where little counts. */
    private static final long LEAST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final RunPlan plan;
    private final Gauges gauges;

    RateProbe(RunPlan plan, Gauges gauges) {
        this.plan = plan;
        this.gauges = gauges;
    }

    Map<Metric, Double> measure() {
        var figures = measure(() -> {});
        figures.put(Metric.WITH_GARBAGE_MB, gauges.peakHeap() / 1e6);
        if (gauges.peakAfterCollection() > 0) {
            figures.put(Metric.AFTER_COLLECTION_MB, gauges.peakAfterCollection() / 1e6);
        }
        return figures;
    }

    /** Does something besides at each look within the window. */
    Map<Metric, Double> measure(Runnable whileMeasuring) {
        var meter = new Meter(plan.records(), plan.warmUpNanos(), plan.windowNanos(), gauges::sample);
        long start = System.nanoTime();
        long most = Math.max(LEAST_NANOS, MOST_PER_WINDOW * (plan.warmUpNanos() + plan.windowNanos()));
        for (int number = 1; !meter.isFull(); number++) {
            if (System.nanoTime() - start > most) {
                throw new IllegalStateException("The topic's " + plan.records() + " records are too few for "
                        + plan.windowMillis() + " ms: hardly any of the time counts");
            }
            new Pass(plan, number)
                    .run(
                            now -> {
                                meter.look(now);
                                if (meter.isMeasuring()) {
                                    whileMeasuring.run();
                                }
                            },
                            now -> meter.isFull());
            meter.endPass();
        }
        return meter.tally().perRecord();
    }
}
