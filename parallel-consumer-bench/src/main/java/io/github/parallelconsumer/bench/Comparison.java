package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKafka;
import java.io.PrintStream;
import java.time.Duration;

/** Fills a topic and lets the contenders take turns at it, each in a JVM and a group of its own. Confined to one thread. */
final class Comparison {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);

    private final Settings settings;
    private final PrintStream out;

    Comparison(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs all rows in each round, so that what else the machine does falls on all of them. */
    Results run() {
        var results = new Results();
        try (var kafka = LocalKafka.builder().jvmOptions("-Xms1g", "-Xmx1g").start()) {
            out.printf("Filling a topic with %,d records%n", settings.workload().records());
            var topic = settings.workload().fill(kafka);
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Row row : settings.rows()) {
                    var figures = run(kafka, topic, row, round);
                    results.add(row, figures);
                    out.println("Round " + round + "  " + Report.line(row, figures));
                }
            }
        }
        return results;
    }

    private Figures run(TestKafka kafka, String topic, Row row, int round) {
        var group = TestKafka.uniqueName(row.name());
        var source = new Contender.Source(kafka.bootstrapServers(), topic, group);
        var plan = new RunPlan(
                row, source, settings.workload().records(), settings.windowOf(row), settings.warmUpsOf(row));
        var jvm = ForkedJvm.of(ContenderMain.class)
                .jvmOptions(settings.jvmOptions().toArray(String[]::new))
                .args(plan.args().toArray(String[]::new));
        settings.recordings()
                .ifPresent(directory -> jvm.jvmOptions("-XX:StartFlightRecording=settings=profile,filename="
                        + directory.resolve(row.name() + "-" + round + ".jfr")));
        try (var running = jvm.start()) {
            var line = running.awaitLine(text -> Figures.read(text).isPresent(), LONGEST_RUN);
            int status = running.awaitExit(LONGEST_RUN);
            if (status != 0) {
                throw new IllegalStateException(row.name() + " ended with exit status " + status);
            }
            var figures = Figures.read(line).orElseThrow();
            if (plan.window() instanceof Window.Records) {
                checkComplete(kafka, plan, figures);
            }
            return figures;
        }
    }

    /** A contender that is fast because it leaves records out has to be noticed. */
    private static void checkComplete(TestKafka kafka, RunPlan plan, Figures figures) {
        if (figures.consumed() != plan.records()) {
            throw new IllegalStateException(
                    plan.row().name() + " handled " + figures.consumed() + " records, not " + plan.records());
        }
        var committed = kafka.committedOffsets(plan.source().group());
        kafka.endOffsets(plan.source().topic()).forEach((partition, end) -> {
            var offset = committed.get(partition);
            if (end > 0 && (offset == null || offset.offset() != end)) {
                throw new IllegalStateException(plan.row().name() + " committed " + offset + " of " + partition
                        + ", which has " + end + " records");
            }
        });
    }
}
