package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.LocalBroker;
import io.github.parallelconsumer.demo.process.Stopwatch;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * One run of {@code verify}: a Kafka, a topic, its records, a consumer, the checks, the clean-up. Confined to the main
 * thread.
 */
final class VerifyRun {

    private final VerifyOptions options;
    private final Consumer<String> progress;

    VerifyRun(VerifyOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** How a run went, and what ended it too early, if anything did. Immutable. */
    record Result(Report report, Optional<String> problem) {

        boolean passed() {
            return problem.isEmpty() && report.passed();
        }
    }

    Result run() throws InterruptedException {
        try (var kafka = open()) {
            return run(kafka);
        } catch (TestKitException | KafkaException | UncheckedIOException e) {
            throw CommandException.noKafka(OneLineErrors.line(e.getMessage()), e);
        }
    }

    private TestKafka open() throws InterruptedException {
        if (options.bootstrapServers().isPresent()) {
            var kafka = GivenKafka.connect(options.bootstrapServers().get(), progress);
            progress.accept("Using the Kafka cluster at " + kafka.bootstrapServers() + ".");
            return kafka;
        }
        var watch = new Stopwatch();
        progress.accept("Starting a Kafka broker ...");
        var kafka = LocalBroker.start();
        progress.accept("Started a Kafka broker at " + kafka.bootstrapServers() + " in " + watch + ".");
        return kafka;
    }

    private Result run(TestKafka kafka) throws InterruptedException {
        var topic = kafka.createTopic(TestKafka.uniqueName("verify"), options.partitions());
        awaitLeaders(kafka, topic);
        progress.accept("Created the topic " + topic + " with " + options.partitions() + " partition(s).");
        new Feed(options, progress).fill(kafka.bootstrapServers(), topic);

        var check = new Check(options.records(), options.ordering());
        var ending = new Consumption(options, check, () -> runs(kafka), progress).run(kafka.bootstrapServers(), topic);

        var lag = committedLag(kafka, topic, ending);
        progress.accept("Read what the group has committed: " + lag + " record(s) behind the end of the topic.");
        return new Result(Report.of(options, check.findings(), ending.time(), lag), ending.problem());
    }

    /** Whoever ended the consumer too early may be why this cannot be read either. */
    private static long committedLag(TestKafka kafka, String topic, Consumption.Ending ending) {
        if (!runs(kafka)) {
            throw CommandException.noKafka("the broker ended in the middle of the run", null);
        }
        try {
            return CommittedLag.of(kafka, topic, ending.group());
        } catch (TestKitException e) {
            throw ending.problem()
                    .map(problem -> CommandException.noKafka(problem, e))
                    .orElseGet(() -> CommandException.noKafka("cannot read what was committed: " + e.getMessage(), e));
        }
    }

    /** A cluster of somebody else is taken to run. */
    private static boolean runs(TestKafka kafka) {
        return !(kafka instanceof LocalKafka local) || local.node(0).isRunning();
    }

    /**
     * A broker is told to lead a partition before it does. If it refused a producer's first batch and took the second,
     * it would refuse the first for ever; a question for the end of the partition is asked until it is answered.
     */
    private static void awaitLeaders(TestKafka kafka, String topic) {
        var ends = kafka.endOffsets(topic);
        if (ends.values().stream().anyMatch(end -> end != 0)) {
            throw new IllegalStateException("The new topic " + topic + " is not empty: " + ends);
        }
    }
}
