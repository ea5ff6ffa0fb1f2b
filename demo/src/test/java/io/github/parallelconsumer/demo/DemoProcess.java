package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged demo as a process, with its own directory for temporary files. Confined to the test's thread. */
final class DemoProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "parallel-consumer-demo.jar");

    private static final Pattern PAGE = Pattern.compile("Open (\\S+) and look");

    private final Process process;
    private final Path directory;

    private DemoProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Under a newer Java the demo itself watches this JVM, so that it ends when a test run is killed. */
    static DemoProcess start(Path javaHome, Path directory, String... args) throws IOException {
        return start(List.of(), javaHome, directory, args);
    }

    private static DemoProcess start(List<String> before, Path javaHome, Path directory, String... args)
            throws IOException {
        var temporary = Files.createDirectories(directory.resolve("tmp"));
        var command = new ArrayList<>(before);
        command.add(javaHome.resolve("bin").resolve("java").toString());
        // A process of a few seconds is cheaper without the second compiler.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djava.io.tmpdir=" + temporary);
        if (javaHome.equals(ownJava())) {
            command.add("-Dparallelconsumer.launcher=" + ProcessHandle.current().pid());
        }
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(args));
        var process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        return new DemoProcess(process, directory);
    }

    /**
     * As a terminal does: with Ctrl-C at its default, which a build in the background may have set to be ignored.
     */
    static DemoProcess startInTerminal(Path directory, String... args) throws IOException {
        return start(List.of("env", "--default-signal=INT"), ownJava(), directory, args);
    }

    static Path ownJava() {
        return Path.of(System.getProperty("java.home"));
    }

    List<String> out() {
        return lines("out");
    }

    List<String> err() {
        return lines("err");
    }

    /** What the first group of the pattern stands for in the first line of output that it fits. */
    Optional<String> told(Pattern pattern) {
        return out().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .findFirst();
    }

    /** The address of the page, once it is there. */
    Optional<String> page() {
        return told(PAGE);
    }

    /** Whether the library has said that it has partitions, which it does before the first record. */
    boolean consumes() {
        return err().stream().anyMatch(line -> line.contains(" Assigned "));
    }

    /** What it left in its directory for temporary files, but for what each JVM shares with tools. */
    List<Path> temporaryFiles() {
        try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes that it has started, and those that they have. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs after " + timeout + ": " + out() + err());
        }
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    /** Ctrl-C in a terminal, which goes to all its processes. */
    void interrupt() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-INT", Long.toString(process.pid())));
        descendants().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Ends what a failed test has left. */
    @Override
    public void close() {
        var all = descendants();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
