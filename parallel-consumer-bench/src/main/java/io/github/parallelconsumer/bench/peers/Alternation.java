package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.testkit.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets all contenders take turns on one broker: in each round each runs once, so that what else the machine does falls on
 * all of them. Confined to one thread.
 */
final class Alternation {

    private static final List<String> BROKER_OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private final Plan plan;
    private final Optional<Path> recordings;
    private final Consumer<String> progress;
    private final List<Run> runs = new ArrayList<>();
    private final long start = System.nanoTime();

    Alternation(Plan plan, Optional<Path> recordings, Consumer<String> progress) {
        this.plan = plan;
        this.recordings = recordings;
        this.progress = progress;
    }

    /** Runs all rounds; what there is after each row of them is told. */
    Results run(Consumer<Results> afterRow) {
        progress.accept(plan.text());
        try (var olderClient = OlderClient.open();
                var kafka = LocalKafka.builder()
                        .jvmOptions(BROKER_OPTIONS.toArray(String[]::new))
                        .start()) {
            var lap = new Lap(kafka, olderClient, plan, recordings);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (var row : plan.rows()) {
                    runRow(lap, row, round);
                    afterRow.accept(new Results(List.copyOf(runs)));
                }
            }
        }
        return new Results(List.copyOf(runs));
    }

    private void runRow(Lap lap, Row row, int round) {
        if (lap.mustFill(row)) {
            progress.accept(String.format(
                    Locale.ROOT, "Fills a topic with %,d records", row.topic().records()));
        }
        for (var contender : turn(row, round)) {
            var run = lap.run(row, contender, round);
            runs.add(run);
            progress.accept(line(run));
        }
    }

    /** Each round begins with another contender, so that none always follows the same one. */
    static List<String> turn(Row row, int round) {
        var turn = new ArrayList<>(row.contenders());
        Collections.rotate(turn, round - 1);
        return turn;
    }

    private String elapsed() {
        var since = Duration.ofNanos(System.nanoTime() - start);
        return String.format(Locale.ROOT, "%d:%02d", since.toMinutes(), since.toSecondsPart());
    }

    private String line(Run run) {
        var measured = run.measured();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %3d/%d  %-16s %-28s",
                elapsed(),
                runs.size(),
                plan.runs(),
                run.row(),
                run.contender()));
        if (measured == null) {
            return text.append("FAILED: ").append(run.failure()).toString();
        }
        measured.figures()
                .forEach((metric, value) -> text.append(metric.text(value))
                        .append(' ')
                        .append(metric.label())
                        .append("  "));
        return text.toString().stripTrailing();
    }
}
