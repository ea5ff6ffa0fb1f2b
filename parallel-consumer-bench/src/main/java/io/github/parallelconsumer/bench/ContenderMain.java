package io.github.parallelconsumer.bench;

import java.util.List;

/**
 * Runs one contender once and prints its figures as one line. The main class of a JVM of its own, so that no contender
 * runs on code that another one has warmed up.
 */
final class ContenderMain {

    private ContenderMain() {}

    /** The arguments are a {@link RunPlan}. */
    public static void main(String[] args) {
        var plan = RunPlan.read(List.of(args));
        for (int pass = 1; pass <= plan.warmUps(); pass++) {
            run(plan.warmUp(pass)); // fast handlers end within seconds, most of which the JVM would spend compiling
        }
        System.out.println(run(plan).line());
    }

    private static Figures run(RunPlan plan) {
        var handler = new SimulatedHandler(plan.row().handlerMillis());
        var gauges = new Gauges();
        var running = Contender.of(plan.row()).start(plan.source(), handler);
        try {
            return new Measurement(plan, handler, gauges).await();
        } finally {
            running.close();
        }
    }
}
