package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.demo.process.Stopwatch;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Consumes the topic of a run with the library until every record is handled, the consumer has failed, or nothing
 * happens any more. Confined to the main thread, but for the handler.
 */
final class Consumption {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_A_LINE = 5;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final VerifyOptions options;
    private final Check check;
    private final BooleanSupplier brokerRuns;
    private final Consumer<String> progress;

    /**
     * A consumption that has not begun.
     *
     * @param brokerRuns asked every second; it is over when the answer is no
     */
    Consumption(VerifyOptions options, Check check, BooleanSupplier brokerRuns, Consumer<String> progress) {
        this.options = options;
        this.check = check;
        this.brokerRuns = brokerRuns;
        this.progress = progress;
    }

    /** How it ended: the group, the time to the last record, and what ended it too early. Immutable. */
    record Ending(String group, Duration time, Optional<String> problem) {}

    /** Returns when the consumer is closed. */
    Ending run(String bootstrapServers, String topic) throws InterruptedException {
        progress.accept("Consuming with ordering " + options.ordering() + " and at most " + options.concurrency()
                + " handler(s) at once, " + options.handlerTime().toMillis() + " ms each.");
        var watch = new Stopwatch();
        var consumer = ParallelConsumer.start(config(bootstrapServers, topic), (taken, context) -> handle(taken));
        try (consumer) {
            var problem = awaitAllOrCloseSoon(consumer);
            var time = watch.elapsed();
            progress.accept("Handled " + check.handled() + " of " + options.records() + " record(s) in "
                    + Stopwatch.seconds(time) + ".");
            var closing = new Stopwatch();
            consumer.close();
            progress.accept("Closed the consumer in " + closing + ".");
            return new Ending(topic, time, problem);
        }
    }

    /** Without the broker nobody is left to take a commit. */
    private Optional<String> awaitAllOrCloseSoon(ParallelConsumer consumer) throws InterruptedException {
        try {
            return awaitAll(consumer);
        } catch (CommandException e) {
            consumer.close(SOON);
            throw e;
        }
    }

    /** The group has the topic's name, which nobody else has. A failure must show, so nothing is tried twice. */
    private ParallelConsumerConfig<String, String> config(String bootstrapServers, String topic) {
        Map<String, Object> kafka = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                topic,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "verify",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(topic)
                .ordering(options.ordering().ordering())
                .maxConcurrency(options.concurrency())
                .retry(RetryPolicy.DEFAULT.withMaxAttempts(1).withOnExhausted(OnExhausted.stop()))
                .build();
    }

    private void handle(ConsumerRecord<String, String> consumed) throws InterruptedException {
        check.call(consumed, this::block);
    }

    /** Stands for the call that a handler waits for. */
    private void block() throws InterruptedException {
        if (!options.handlerTime().isZero()) {
            TimeUnit.NANOSECONDS.sleep(options.handlerTime().toNanos());
        }
    }

    /** What ended it too early; empty when all records are handled. */
    private Optional<String> awaitAll(ParallelConsumer consumer) throws InterruptedException {
        var sinceProgress = new Stopwatch();
        var handled = 0L;
        for (int ticks = 1; !check.awaitAll(TICK); ticks++) {
            if (consumer.state() == ConsumerState.FAILED) {
                return Optional.of("the consumer failed: " + cause(consumer));
            }
            if (!brokerRuns.getAsBoolean()) {
                throw CommandException.noKafka("the broker ended in the middle of the run", null);
            }
            if (check.handled() > handled) {
                handled = check.handled();
                sinceProgress = new Stopwatch();
            }
            if (sinceProgress.elapsed().compareTo(options.patience()) > 0) {
                return Optional.of(stalled(consumer.health().problems()));
            }
            if (ticks % TICKS_A_LINE == 0) {
                progress.accept("Handled " + handled + " of " + options.records() + " record(s) so far.");
            }
        }
        return Optional.empty();
    }

    private static String cause(ParallelConsumer consumer) {
        return consumer.termination()
                .toCompletableFuture()
                .join()
                .cause()
                .map(Throwable::toString)
                .orElse("no cause");
    }

    private String stalled(List<String> problems) {
        return "no record was handled for " + Stopwatch.seconds(options.patience()) + ", "
                + (options.records() - check.handled()) + " are missing; the consumer says: "
                + (problems.isEmpty() ? "all is well" : String.join("; ", problems));
    }
}
