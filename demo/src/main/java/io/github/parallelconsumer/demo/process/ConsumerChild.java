package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.testkit.ForkedJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A demo consumer in a process of its own, which ends with this one, whatever ends this one. Thread-safe: reading its events
 * holds this object's lock.
 */
public final class ConsumerChild implements AutoCloseable {

    private final String name;
    private final ForkedJvm jvm;
    private final List<Event> events = new ArrayList<>();
    private int linesRead;

    private ConsumerChild(String name, ForkedJvm jvm) {
        this.name = name;
        this.jvm = jvm;
    }

    /**
     * Starts one; does not wait for anything.
     *
     * @param main the class of the command line, whose {@code consumer} command this is
     * @param arguments its further options
     */
    public static ConsumerChild start(Class<?> main, String name, List<String> arguments) {
        var jvm = ForkedJvm.of(main)
                .args("consumer", "--name", name)
                .args(arguments.toArray(String[]::new))
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
                .systemProperty("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
                .start();
        return new ConsumerChild(name, jvm);
    }

    /** What the viewer and its logs call it. */
    public String name() {
        return name;
    }

    /** Its process. */
    public long pid() {
        return jvm.pid();
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** All that it has told until now. */
    public synchronized List<Event> events() {
        var lines = jvm.lines();
        lines.subList(linesRead, lines.size()).forEach(line -> Event.parse(line).ifPresent(events::add));
        linesRead = lines.size();
        return List.copyOf(events);
    }

    /** The last line of its output that tells of no event, such as why it has ended. */
    public String lastWords() {
        return jvm.lines().reversed().stream()
                .filter(line -> !line.isBlank() && Event.parse(line).isEmpty())
                .findFirst()
                .orElse("it said nothing");
    }

    /** Asks it to end in order, with SIGTERM. */
    public void terminate() {
        jvm.terminate();
    }

    /** Ends it at once, with SIGKILL, as a crash does. */
    public void kill() {
        jvm.kill();
    }

    /** Waits for its end and returns its exit status. */
    public int awaitExit(Duration timeout) {
        return jvm.awaitExit(timeout);
    }

    /** Kills it if it still runs; its output is gone. */
    @Override
    public void close() {
        jvm.close();
    }
}
