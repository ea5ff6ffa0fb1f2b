package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.demo.viewer.ViewerServer;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo with everything in it: a broker, a producer, consumers and the page. Confined to the main thread. */
public final class Everything {

    private static final String TOPIC = "demo";
    private static final int RECORD_BYTES = 100;
    private static final int LOOK_MILLIS = 500;
    /** It may be that the broker is gone, which acknowledges nothing any more. */
    private static final int FLUSH_MILLIS = 5_000;

    private final EverythingOptions options;
    private final Consumer<String> out;

    /**
     * A demo that has not begun.
     *
     * @param out told how it goes
     */
    public Everything(EverythingOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    /** Runs until it is interrupted, then ends all in order. */
    public void run() throws InterruptedException {
        var fleet = new ConsumerFleet(options, out);
        // The page first, so that a port that is taken shows at once.
        try (var viewer = Page.open("--port", options.viewerPort(), fleet)) {
            out.accept("Starting a Kafka broker ...");
            try (var kafka = broker()) {
                run(fleet, viewer, kafka);
            }
        } catch (TestKitException e) {
            throw CommandException.noKafka(OneLineErrors.line(e.getMessage()), e);
        }
    }

    private static LocalKafka broker() {
        return LocalKafka.builder()
                .property("log.retention.check.interval.ms", "60000")
                .start();
    }

    private void run(ConsumerFleet fleet, ViewerServer viewer, LocalKafka kafka) throws InterruptedException {
        var producer = new ProducerRun(
                new ProducerOptions(
                        kafka.bootstrapServers(),
                        TOPIC,
                        options.partitions(),
                        options.rate(),
                        options.keys(),
                        0,
                        RECORD_BYTES,
                        Optional.empty(),
                        Optional.of(viewer.address())),
                line -> {});
        try (var cluster = Cluster.connect(kafka.bootstrapServers(), "try again")) {
            cluster.createIfMissing(TOPIC, options.partitions());
        }
        fleet.open(kafka.bootstrapServers(), TOPIC, viewer.address());
        var producing = new CompletableFuture<@Nullable Void>();
        var thread = Thread.ofPlatform().name("producer").unstarted(() -> produce(producer, producing));
        try {
            for (int i = 0; i < options.consumers(); i++) {
                fleet.addConsumer();
            }
            thread.start();
            out.accept("Kafka answers at " + kafka.bootstrapServers() + "; " + options.rate()
                    + " records a second go to the topic " + TOPIC + ".");
            out.accept("Open " + viewer.address() + " and look. Ctrl-C ends all of it.");
            watch(fleet, kafka, producing);
        } finally {
            end(fleet, producer, thread);
        }
    }

    private static void produce(ProducerRun producer, CompletableFuture<@Nullable Void> end) {
        try {
            producer.run();
            end.complete(null);
        } catch (RuntimeException | InterruptedException e) {
            end.completeExceptionally(e);
        }
    }

    private static void watch(ConsumerFleet fleet, LocalKafka kafka, CompletableFuture<@Nullable Void> producing)
            throws InterruptedException {
        while (kafka.node(0).isRunning()) {
            fleet.clearAway();
            try {
                producing.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue; // it goes on, and so does everything
            } catch (ExecutionException e) {
                throw CommandException.failed("the producer has failed: " + e.getCause(), e);
            }
            throw CommandException.failed("the producer has ended by itself", null);
        }
        throw CommandException.noKafka("the broker has ended by itself; the system may lack memory", null);
    }

    /** Those that need the broker first. */
    private void end(ConsumerFleet fleet, ProducerRun producer, Thread producing) {
        var interrupted = Thread.interrupted();
        out.accept("Ending: the consumers finish what runs and commit ...");
        producer.stop();
        fleet.close();
        out.accept("All consumers have ended.");
        try {
            producing.join(FLUSH_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
