package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.demo.viewer.ViewerServer;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The demo with everything in it: a broker, a producer, consumers and the page. Confined to the main thread. */
public final class Everything {

    private static final String TOPIC = "demo";
    private static final int RECORD_BYTES = 100;
    private static final Duration LOOK = Duration.ofMillis(500);
    /** It may be that the broker is gone, which acknowledges nothing any more. */
    private static final Duration FLUSH = Duration.ofSeconds(5);

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
        var producer = new ProducerThread(new ProducerRun(
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
                line -> {}));
        try (var cluster = Cluster.connect(kafka.bootstrapServers(), "try again")) {
            cluster.createIfMissing(TOPIC, options.partitions());
        }
        fleet.open(kafka.bootstrapServers(), TOPIC, viewer.address());
        try {
            for (int i = 0; i < options.consumers(); i++) {
                fleet.addConsumer();
            }
            producer.start();
            out.accept("Kafka answers at " + kafka.bootstrapServers() + "; " + options.rate()
                    + " records a second go to the topic " + TOPIC + ".");
            out.accept("Open " + viewer.address() + " and look. Ctrl-C ends all of it.");
            watch(fleet, kafka, producer);
        } finally {
            end(fleet, producer);
        }
    }

    private static void watch(ConsumerFleet fleet, LocalKafka kafka, ProducerThread producer)
            throws InterruptedException {
        while (kafka.node(0).isRunning()) {
            fleet.clearAway();
            producer.requireProducing(LOOK);
        }
        throw CommandException.noKafka("the broker has ended by itself; the system may lack memory", null);
    }

    /** Those that need the broker first. */
    private void end(ConsumerFleet fleet, ProducerThread producer) {
        var interrupted = Thread.interrupted();
        out.accept("Ending: the consumers finish what runs and commit ...");
        producer.stop();
        fleet.close();
        out.accept("All consumers have ended.");
        try {
            producer.awaitEnd(FLUSH);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
