package io.github.parallelconsumer.bench.peers;

import java.util.EnumMap;
import java.util.Map;

/**
 * Measures whether memory grows with what has passed: the live heap while the last records pass, against that while the
 * first ones do. Confined to one thread.
 */
final class HeapGrowthProbe {

    private static final double STEP = 0.05;
    /** Before it, the client's buffers and the JVM's own structures still grow. */
    private static final double FIRST = 0.15;

    private static final double EARLY = 0.4;
    private static final double LATE = 0.65;
    /** After it the client's buffers run empty. */
    private static final double LAST = 0.9;

    private final RunPlan plan;
    private final Gauges gauges;
    private double next = FIRST;
    private long early;
    private long late;

    HeapGrowthProbe(RunPlan plan, Gauges gauges) {
        this.plan = plan;
        this.gauges = gauges;
    }

    Map<Metric, Double> measure() {
        new Pass(plan, 1).run(this::look, now -> false);
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.LIVE_HEAP_MB, late / 1e6);
        figures.put(Metric.LIVE_HEAP_GROWTH, growth(early, late));
        return figures;
    }

    private void look(Tick now) {
        double passed = (double) now.handled() / plan.records();
        if (passed < next || passed > LAST) {
            return;
        }
        long live = gauges.liveHeap();
        if (passed <= EARLY) {
            early = Math.max(early, live);
        } else if (passed >= LATE) {
            late = Math.max(late, live);
        }
        next = passed + STEP;
    }

    private static double growth(long early, long late) {
        if (early == 0 || late == 0) {
            throw new IllegalStateException("The records passed too fast to look at the heap");
        }
        return (double) late / early;
    }
}
