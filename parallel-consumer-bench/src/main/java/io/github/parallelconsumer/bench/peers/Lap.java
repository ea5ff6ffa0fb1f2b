package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.bench.contender.Source;
import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets one contender run in a JVM of its own. Confined to one thread. */
final class Lap {

    /** A run may take so many times what it is expected to. */
    private static final int PATIENCE = 5;

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(3);

    private final TestKafka kafka;
    private final OlderClient olderClient;
    private final Plan plan;
    private final Optional<Path> recordings;
    private final Map<Topic, String> filled = new HashMap<>();

    Lap(TestKafka kafka, OlderClient olderClient, Plan plan, Optional<Path> recordings) {
        this.kafka = kafka;
        this.olderClient = olderClient;
        this.plan = plan;
        this.recordings = recordings;
    }

    /** Whether the row's topic has to be filled before its first run. */
    boolean mustFill(Row row) {
        return row.topic().records() > 0 && !filled.containsKey(row.topic());
    }

    /** Runs a contender; a failure of it is a result as well. */
    Run run(Row row, String contender, int round) {
        try {
            return Run.of(row.name(), contender, round, measure(row, contender, round));
        } catch (RuntimeException e) {
            return Run.failed(row.name(), contender, round, Reason.of(e));
        }
    }

    @SuppressWarnings("try") // the feed only has to run meanwhile
    private Measured measure(Row row, String contender, int round) {
        String topic = row.feed().isOn() ? row.topic().fill(kafka) : filled.computeIfAbsent(row.topic(), this::fill);
        var source =
                new Source(kafka.bootstrapServers(), topic, row.topic().partitions(), TestKafka.uniqueName(contender));
        var run = new RunPlan(
                contender,
                row.probe(),
                row.handler(),
                row.concurrency(),
                source,
                row.topic().records(),
                plan.warmUpMillis(row),
                plan.windowMillis(row));
        try (var jvm = jvm(row, run, round);
                var feed = feed(row, topic)) {
            var measured = await(jvm, patience(row));
            checkComplete(row, run);
            return measured;
        }
    }

    private String fill(Topic shape) {
        var topic = shape.fill(kafka);
        FirstRead.of(kafka.bootstrapServers(), topic);
        return topic;
    }

    private ForkedJvm jvm(Row row, RunPlan run, int round) {
        var jvm = ForkedJvm.of(ContenderMain.class)
                .javaHome(Jdks.home(row.jdk()))
                .jvmOptions(plan.jvmOptions().toArray(String[]::new))
                .args(run.arg());
        if (row.probe() != Probe.MICRO && Entry.parse(run.contender()).needsOlderClient()) {
            jvm.classPath(olderClient.classPath());
        }
        recordings.ifPresent(directory -> jvm.jvmOptions("-XX:StartFlightRecording=settings=profile,filename="
                + directory.resolve(row.name() + "-" + run.contender() + "-" + round + ".jfr")));
        return jvm.start();
    }

    private AutoCloseableFeed feed(Row row, String topic) {
        if (!row.feed().isOn()) {
            return () -> {};
        }
        var feed = LatencyFeed.start(kafka.bootstrapServers(), topic, row.topic(), row.feed());
        return feed::close;
    }

    /** A feed, or none. */
    @FunctionalInterface
    private interface AutoCloseableFeed extends AutoCloseable {

        @Override
        void close();
    }

    private Duration patience(Row row) {
        return LEAST_PATIENCE.plusMillis(PATIENCE * plan.runMillis(row));
    }

    private static Measured await(ForkedJvm jvm, Duration patience) {
        var line = jvm.awaitLine(text -> Measured.isIn(text) || text.startsWith(ContenderMain.FAILED), patience);
        if (!Measured.isIn(line)) {
            throw new IllegalStateException(line.substring(ContenderMain.FAILED.length()));
        }
        jvm.awaitExit(patience);
        return Measured.read(line);
    }

    /** A contender that is fast because it leaves records out has to be noticed. */
    private void checkComplete(Row row, RunPlan run) {
        if (row.probe() != Probe.RATE || !checks(run.contender())) {
            return;
        }
        var committed = kafka.committedOffsets(run.source().group() + "-1");
        var handledBefore =
                committed.values().stream().mapToLong(offset -> offset.offset()).sum();
        if (kafka.committedOffsets(run.source().group() + "-2").isEmpty()) {
            return; // the first pass was the only one, so it need not have come to the end
        }
        if (handledBefore != row.topic().records()) {
            throw new IllegalStateException(
                    "committed " + handledBefore + " of " + row.topic().records() + " records that it handled");
        }
    }

    private static boolean checks(String contender) {
        var entry = Entry.parse(contender);
        return entry == Entry.BARE || entry.isThisLibrary();
    }
}
