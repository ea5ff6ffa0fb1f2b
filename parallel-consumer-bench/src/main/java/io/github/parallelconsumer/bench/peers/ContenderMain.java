package io.github.parallelconsumer.bench.peers;

import java.util.Map;

/**
 * Runs one contender once and prints what was measured as one line. The main class of a JVM of its own, so that no contender
 * runs on code that another one has warmed up.
 */
final class ContenderMain {

    static final String FAILED = "FAILED ";

    private ContenderMain() {}

    /** The argument is a {@link RunPlan}. */
    public static void main(String[] args) {
        int status = 1;
        try {
            System.out.println(Measured.here(measure(RunPlan.read(args[0]))).line());
            status = 0;
        } catch (Throwable e) { // an error as well: a JVM without memory or a method has to end and say so
            e.printStackTrace();
            System.out.println(FAILED + e.toString().lines().findFirst().orElse(""));
        } finally {
            System.exit(status); // the threads of some contenders outlive their close
        }
    }

    private static Map<Metric, Double> measure(RunPlan plan) throws Exception {
        return switch (plan.probe()) {
            case RATE -> new RateProbe(plan, new Gauges()).measure();
            case LIVE_HEAP -> new LiveHeapProbe(plan, new Gauges()).measure();
            case HEAP_GROWTH -> new HeapGrowthProbe(plan, new Gauges()).measure();
            case LATENCY -> new LatencyProbe(plan, new Gauges()).measure();
            case IDLE -> new IdleProbe(plan, new Gauges()).measure();
            case MICRO -> MicroProbe.measure(plan);
        };
    }
}
