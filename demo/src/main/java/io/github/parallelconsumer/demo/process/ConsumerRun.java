package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.demo.viewer.ConsumerGauges;
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
import java.util.stream.Stream;

/** One consumer of the demo from its start to its end. Confined to the main thread. */
public final class ConsumerRun {

    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);

    private final ConsumerOptions options;
    private final Consumer<String> out;
    private final Optional<EventLog> events;
    private final Optional<ConsumerGauges> gauges;
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
        gauges = options.viewer().map(viewer -> new ConsumerGauges(options.group(), options.concurrency()));
        handler = new DemoHandler(options.handler());
    }

    /** Consumes until it is asked to end by an interrupt or the viewer; ends in order. */
    public void run() throws InterruptedException {
        prepareTopics();
        var consumer = ParallelConsumer.start(options.config(observer()), watched());
        var link = Optional.<ConsumerLink>empty();
        try {
            link = link(consumer);
            out.accept(options.name() + " consumes " + options.topic() + " in the group " + options.group()
                    + " with ordering " + options.ordering().toString().toLowerCase(Locale.ROOT) + " and at most "
                    + options.concurrency()
                    + " handler(s) at once. Ctrl-C ends it in order.");
            awaitEnd(consumer);
        } finally {
            close(consumer);
            link.ifPresent(ConsumerLink::close);
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

    /** The events are the innermost: what they tell is the handler's. */
    private RecordHandler<String, String> watched() {
        var told = events.map(log -> log.around(handler)).orElse(handler);
        return gauges.map(measured -> measured.around(told)).orElse(told);
    }

    private ConsumerObserver observer() {
        return new Observers(Stream.<Optional<? extends ConsumerObserver>>of(events, gauges)
                .<ConsumerObserver>flatMap(Optional::stream)
                .toList());
    }

    private Optional<ConsumerLink> link(ParallelConsumer consumer) {
        return options.viewer()
                .map(viewer -> new ConsumerLink(
                        viewer, options, consumer, gauges.orElseThrow(), handler, () -> stop.complete(null)));
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
        consumer.close();
        // A signal in the middle of it makes close() return early; the records that run are not to be cut off.
        consumer.termination().toCompletableFuture().join();
        out.accept(options.name() + " has ended in order; it finished "
                + consumer.snapshot().finished() + " record(s).");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
