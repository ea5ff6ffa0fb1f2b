package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.OffsetTrackerBenchmark;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one method of a micro benchmark in this JVM, which is already one of its own. Stateless. */
final class MicroProbe {

    private static final int ITERATIONS = 5;
    private static final String BYTES = "gc.alloc.rate.norm";

    private MicroProbe() {}

    static Map<Metric, Double> measure(RunPlan plan) throws RunnerException {
        var time = TimeValue.milliseconds(Math.min(1_000, plan.windowMillis() / ITERATIONS));
        var options = new OptionsBuilder()
                .include(OffsetTrackerBenchmark.class.getName() + "." + plan.contender() + "$")
                .addProfiler(GCProfiler.class)
                .forks(0)
                .warmupTime(time)
                .measurementIterations(ITERATIONS)
                .measurementTime(time)
                .verbosity(VerboseMode.SILENT)
                .build();
        return figures(new Runner(options).runSingle());
    }

    @SuppressWarnings("rawtypes") // JMH has its results so
    private static Map<Metric, Double> figures(RunResult result) {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.NANOS_PER_RECORD, result.getPrimaryResult().getScore());
        figures.put(
                Metric.BYTES_PER_RECORD,
                result.getSecondaryResults().entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(BYTES))
                        .mapToDouble(entry -> entry.getValue().getScore())
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the profiler does not tell " + BYTES)));
        return figures;
    }
}
