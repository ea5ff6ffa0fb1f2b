package io.github.parallelconsumer.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A block of commands that runs as in a terminal: in a process group of its own, which Ctrl-C interrupts as a whole.
 * Confined to the test's thread.
 */
final class DocTerminal implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(3);
    /** Where this build runs in the background, Ctrl-C is ignored, which children inherit and no shell can undo. */
    private static final String TERMINAL = """
            set -m
            if env --default-signal=INT true 2>/dev/null; then listening='env --default-signal=INT'; fi
            ${listening:-} bash -euo pipefail "$0" &
            echo $! >"$1"
            wait $!
            """;

    private final String place;
    private final Process bash;
    private final Path output;
    private final Path group;
    /** The system may have given the number of the group to others since. */
    private boolean allEnded;

    private DocTerminal(String place, Process bash, Path output, Path group) {
        this.place = place;
        this.bash = bash;
        this.output = output;
        this.group = group;
    }

    /** With job control a background command gets a group, whose number is that of its first process. */
    static DocTerminal start(String place, String script, Path directory) throws IOException {
        var home = Files.createTempDirectory(directory, "terminal-");
        var file = Files.writeString(home.resolve("script"), script);
        var output = home.resolve("output");
        var group = home.resolve("group");
        var builder = new ProcessBuilder("bash", "-c", TERMINAL, file.toString(), group.toString())
                .directory(DocText.PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Only where the machine has no java on its path, this one is taken.
        var java = DemoProcess.ownJava().resolve("bin").toString();
        builder.environment().merge("PATH", java, (path, own) -> path + ":" + own);
        return new DocTerminal(place, builder.start(), output, group);
    }

    /** Waits for the end and returns the exit status. */
    int awaitExit() throws InterruptedException {
        if (!endsWithin(LONG)) {
            throw new AssertionError(this + " still runs");
        }
        return bash.exitValue();
    }

    /** Whether it ends by itself in this time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return bash.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it has printed a text, or has ended. */
    void awaitText(String text) {
        await().atMost(LONG).until(() -> output().contains(text) || !bash.isAlive());
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does what Ctrl-C does, and returns the exit status when all processes of the terminal have ended. */
    int interrupt() throws IOException, InterruptedException {
        signal("INT");
        var status = awaitExit();
        await().atMost(LONG).until(() -> !signal("0"));
        allEnded = true;
        return status;
    }

    /** Kills what is left. */
    @Override
    public void close() throws IOException {
        if (!allEnded) {
            signal("KILL");
        }
        bash.destroyForcibly();
    }

    /** Returns whether there was a process to get it. */
    private boolean signal(String name) throws IOException {
        var kill = new ProcessBuilder("bash", "-c", "kill -" + name + " -- -$(cat \"$0\")", group.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return kill.onExit().join().exitValue() == 0;
    }

    @Override
    public String toString() {
        return place + "\n" + output();
    }
}
