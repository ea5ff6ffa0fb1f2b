package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.demo.viewer.ProducerReport;
import io.github.parallelconsumer.demo.viewer.ProducerSettings;
import io.github.parallelconsumer.demo.viewer.ViewerClient;
import io.github.parallelconsumer.tools.cli.ProgressDisplay;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One producer of the demo from its start to its end. Runs on one thread; {@link #stop} may be called from any. */
public final class ProducerRun implements ProducerThread.Producing {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);

    private final ProducerOptions options;
    private final Consumer<String> out;
    private final Pace pace;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A producer that has not begun.
     *
     * @param out told how it goes
     */
    public ProducerRun(ProducerOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
        pace = new Pace(options.rate());
    }

    /** Produces until all is sent, or {@link #stop} or an interrupt ends it. */
    @Override
    public void run() throws InterruptedException {
        prepareTopic();
        out.accept("Producing " + options.count().map(Object::toString).orElse("any number of") + " record(s) to "
                + options.topic() + ", " + options.rate() + " a second, with " + options.keys() + " key(s).");
        try (var sender = new AckedSender(options.bootstrapServers())) {
            var link = link(sender);
            try {
                produce(sender);
                sender.flush();
            } finally {
                link.ifPresent(ViewerClient::close);
            }
            out.accept("Produced " + sender.acknowledged() + " record(s), all acknowledged.");
        }
    }

    /** Ends it soon, what is sent acknowledged. */
    @Override
    public void stop() {
        stopped.countDown();
    }

    private void prepareTopic() throws InterruptedException {
        try (var cluster = Cluster.connect(
                options.bootstrapServers(),
                "start one with the command 'broker' and name it with --bootstrap-servers")) {
            if (cluster.createIfMissing(options.topic(), options.partitions())) {
                out.accept("Made the topic " + options.topic() + " with " + options.partitions()
                        + " partition(s); it keeps ten minutes of records.");
            }
        }
    }

    private void produce(AckedSender sender) throws InterruptedException {
        var records = new RecordMaker(options, new Random());
        var total = options.count().orElse(Long.MAX_VALUE);
        try (var progress = progress()) {
            do {
                for (int due = pace.due(System.nanoTime()); due > 0 && sender.sent() < total; due--) {
                    sender.send(records.next());
                }
                progress.progressed(sender.sent(), total);
            } while (sender.sent() < total && !stopped.await(TICK.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    /** Tells the viewer, if there is one. */
    private Optional<ViewerClient> link(AckedSender sender) {
        var pid = ProcessHandle.current().pid();
        return options.viewer()
                .map(viewer -> ViewerClient.producer(
                        viewer,
                        "producer-" + pid,
                        () -> new ProducerReport(pid, pace.rate(), sender.sent(), sender.acknowledged()),
                        this::apply));
    }

    private void apply(ProducerSettings wanted) {
        pace.change(wanted.ratePerSecond() < 0 ? options.rate() : wanted.ratePerSecond());
    }

    private ProgressDisplay progress() {
        return options.count().isPresent()
                ? ProgressDisplay.of("Produce", "Sent", "records", out)
                : new SentLines(STATUS_EVERY, out);
    }
}
