package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One consumer of the demo from its start to its end. Confined to the main thread. */
public final class ConsumerRun {

    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);

    private final ConsumerOptions options;
    private final Consumer<String> out;
    private final Optional<EventLog> events;
    private final DemoHandler handler;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    /**
     * A consumer that has not begun.
     *
     * @param out told how it goes
     */
    public ConsumerRun(ConsumerOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
        events = options.events() ? Optional.of(EventLog.onStandardOutput()) : Optional.empty();
        handler = new DemoHandler(options.handler());
    }

    /** Consumes until it is asked to end by an interrupt or the viewer; ends in order. */
    public void run() throws InterruptedException {
        prepareTopics();
        var handled = events.map(log -> log.around(handler)).orElse(handler);
        var consumer = ParallelConsumer.start(options.config(observer()), handled);
        try {
            out.accept(options.name() + " consumes " + options.topic() + " in the group " + options.group()
                    + " with ordering " + options.ordering().toString().toLowerCase(Locale.ROOT) + " and at most "
                    + options.concurrency()
                    + " handler(s) at once. Ctrl-C ends it in order.");
            awaitEnd(consumer);
        } finally {
            close(consumer);
        }
    }

    private void prepareTopics() throws InterruptedException {
        try (var cluster = Cluster.connect(
                options.bootstrapServers(),
                "start one with the command 'broker' and name it with --bootstrap-servers")) {
            if (cluster.partitions(options.topic()).isEmpty()) {
                throw CommandException.wrongOption(
                        "--topic", options.topic(), "there is no such topic; the command 'producer' makes it");
            }
            if (options.failures().deadLetterTopic().isPresent()) {
                cluster.createIfMissing(options.failures().deadLetterTopic().get(), 1);
            }
        }
    }

    private ConsumerObserver observer() {
        return events.map(ConsumerObserver.class::cast).orElse(ConsumerObserver.NONE);
    }

    private void awaitEnd(ParallelConsumer consumer) throws InterruptedException {
        var termination = consumer.termination().toCompletableFuture();
        var before = 0L;
        while (!stop.isDone()) {
            try {
                CompletableFuture.anyOf(termination, stop).get(STATUS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (termination.isDone()) {
                    throw failed(termination.join());
                }
            } catch (TimeoutException e) {
                var now = consumer.snapshot();
                out.accept(status(now, now.finished() - before));
                before = now.finished();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Neither of them fails", e);
            }
        }
    }

    private static CommandException failed(Termination termination) {
        return CommandException.failed(
                "the consumer ended: "
                        + termination.cause().map(Throwable::getMessage).orElse("nobody asked it to"),
                termination.cause().orElse(null));
    }

    private String status(Snapshot now, long finished) {
        return options.name() + ": " + now.finished() + " finished (" + finished / STATUS_EVERY.toSeconds()
                + "/s), " + now.permitsInUse() + " running, " + now.inFlight() + " in flight, " + now.held()
                + " held, " + now.partitions().size() + " partition(s).";
    }

    private void close(ParallelConsumer consumer) {
        var interrupted = Thread.interrupted();
        events.ifPresent(EventLog::closing);
        consumer.close();
        out.accept(options.name() + " has ended in order; it finished "
                + consumer.snapshot().finished() + " record(s).");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
