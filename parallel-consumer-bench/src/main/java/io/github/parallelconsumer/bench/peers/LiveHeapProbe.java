package io.github.parallelconsumer.bench.peers;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a contender really keeps in memory: the most heap in use right after full collections, of which there is
 * one every half second. Confined to one thread.
 */
final class LiveHeapProbe {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final RunPlan plan;
    private final Gauges gauges;
    private long collected = System.nanoTime() - PERIOD_NANOS;
    private long most;

    LiveHeapProbe(RunPlan plan, Gauges gauges) {
        this.plan = plan;
        this.gauges = gauges;
    }

    Map<Metric, Double> measure() {
        var rate = new RateProbe(plan, gauges).measure(this::collect);
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.LIVE_HEAP_MB, most / 1e6);
        figures.put(Metric.OTHER_PROCESSORS, rate.get(Metric.OTHER_PROCESSORS));
        return figures;
    }

    private void collect() {
        if (System.nanoTime() - collected >= PERIOD_NANOS) {
            most = Math.max(most, gauges.liveHeap());
            collected = System.nanoTime();
        }
    }
}
