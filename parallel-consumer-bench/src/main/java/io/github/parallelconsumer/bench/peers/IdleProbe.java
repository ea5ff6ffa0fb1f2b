package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.Map;

/** Measures what a contender costs that has handled all there is and waits for more. Confined to one thread. */
final class IdleProbe {

    private final RunPlan plan;
    private final Gauges gauges;

    IdleProbe(RunPlan plan, Gauges gauges) {
        this.plan = plan;
        this.gauges = gauges;
    }

    Map<Metric, Double> measure() throws InterruptedException {
        var handler = new SimulatedHandler(plan.handler());
        var running =
                Entry.parse(plan.contender()).contender(plan.concurrency()).start(plan.source(), handler);
        try {
            Waiting.until(
                    () -> handler.handled() >= plan.records(),
                    () -> "Only " + handler.handled() + " of " + plan.records() + " records were handled");
            Thread.sleep(plan.warmUpMillis());
            var opened = gauges.sample(new Tick(System.nanoTime(), handler.handled()));
            Thread.sleep(plan.windowMillis()); // and looks at nothing meanwhile, since that would be all that happens
            var tally = new Tally();
            tally.add(opened, gauges.sample(new Tick(System.nanoTime(), handler.handled())));
            return tally.perSecond();
        } finally {
            running.close();
        }
    }
}
