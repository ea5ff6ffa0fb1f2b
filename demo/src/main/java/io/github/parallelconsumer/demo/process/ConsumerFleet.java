package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.demo.viewer.Fleet;
import io.github.parallelconsumer.testkit.TestKitException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The consumer processes of the demo with everything in it. Thread-safe: every method holds this object's lock, but the one
 * that browsers ask many times a second.
 */
final class ConsumerFleet implements Fleet, AutoCloseable {

    private static final int MOST = 8;
    private static final int SIGNALLED = 128;
    /** Longer than a consumer takes to end in order. */
    private static final Duration PATIENCE = Duration.ofSeconds(22);

    private final EverythingOptions options;
    private final Consumer<String> out;
    private final List<ConsumerChild> children = new ArrayList<>();
    private volatile List<String> arguments = List.of();
    private int started;

    ConsumerFleet(EverythingOptions options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    /** From now on consumers can be started. */
    synchronized void open(String bootstrapServers, String topic, URI viewer) {
        arguments = List.of(
                "--bootstrap-servers", bootstrapServers,
                "--topic", topic,
                "--concurrency", Integer.toString(options.concurrency()),
                "--handler-random", options.handlerRandom(),
                "--slow-one-in", Integer.toString(options.slowOneIn()),
                "--slow-millis", Integer.toString(options.slowMillis()),
                "--attempts", "4",
                "--dead-letter-topic", topic + "-dead-letters",
                "--viewer", viewer.toString());
    }

    /** Without the lock: whoever ends all holds it long, and the page is to show how they end. */
    @Override
    public boolean canAdd() {
        return !arguments.isEmpty();
    }

    @Override
    public synchronized void addConsumer() {
        if (arguments.isEmpty()) {
            throw new IllegalStateException("there is no broker yet, or no longer");
        }
        if (children.size() >= MOST) {
            throw new IllegalStateException(
                    "there are " + MOST + " consumers already, which is enough for one machine");
        }
        var child = ConsumerChild.start(options.main(), "consumer-" + ++started, arguments);
        children.add(child);
        out.accept(child.name() + " runs, process " + child.pid() + ".");
    }

    @Override
    public synchronized void kill(String consumerId) {
        children.stream()
                .filter(child -> child.name().equals(consumerId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(consumerId + " is no process of this demo"))
                .kill();
        clearAway();
    }

    /** Says which have ended, whoever has ended them, and removes what they have left. */
    synchronized void clearAway() {
        for (var child : List.copyOf(children)) {
            if (!child.isAlive()) {
                out.accept(child.name() + " has ended " + ending(child));
                child.close();
                children.remove(child);
            }
        }
    }

    /** One that no signal has ended has had its say. */
    private static String ending(ConsumerChild child) {
        var status = child.awaitExit(PATIENCE);
        return "with status " + status + (status == 0 || status > SIGNALLED ? "." : ": " + child.lastWords());
    }

    /** Ends all in order, at the same time; kills those that do not. */
    @Override
    public synchronized void close() {
        arguments = List.of();
        children.forEach(ConsumerChild::terminate);
        for (var child : children) {
            try {
                child.awaitExit(PATIENCE);
            } catch (TestKitException e) {
                out.accept(child.name() + " does not end and is killed: " + child.lastWords());
            }
        }
        clearAway();
        children.forEach(ConsumerChild::close);
    }
}
