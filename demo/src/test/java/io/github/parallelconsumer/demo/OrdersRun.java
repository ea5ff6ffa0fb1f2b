package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.TestKafka;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** README.md's program as a process, and what it says of the orders it applies. Confined to the test's thread. */
final class OrdersRun implements AutoCloseable {

    private final ForkedJvm jvm;

    private OrdersRun(ForkedJvm jvm) {
        this.jvm = jvm;
    }

    static OrdersRun start(Path app, TestKafka kafka) throws URISyntaxException {
        var classPath = Stream.of(app, locationOf(ForkedJvm.class), locationOf(ReadmeMain.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new OrdersRun(ForkedJvm.of(ReadmeMain.class)
                .classPath(classPath)
                .args(kafka.bootstrapServers())
                .start());
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The orders whose application has begun, in that order. */
    List<String> begun() {
        return lines("applying ");
    }

    /** The orders that were applied, in that order. */
    List<String> applied() {
        return lines("applied ");
    }

    private List<String> lines(String start) {
        return jvm.lines().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    /** Ends it with SIGTERM and returns its exit status. */
    int terminate() {
        jvm.terminate();
        return jvm.awaitExit(Duration.ofSeconds(30));
    }

    /** What it has said, for a failure. */
    List<String> output() {
        return jvm.lines();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
