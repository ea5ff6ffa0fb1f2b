package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends this JVM when its parent is gone. Runs in a forked JVM only, on a daemon thread of its own.
 *
 * <p>The parent holds the other end of the standard input and never writes to it, so the end of that stream means
 * that the parent has died, whatever killed it. Nothing is shut down in order then: nobody is left to care.
 */
final class ParentWatch implements Runnable {
    /** Names a directory to remove when the parent is gone. */
    static final String DELETE_PROPERTY = "io.github.parallelconsumer.testkit.delete";

    private static final int ORPHANED = 86;

    /** A shell removes it once this JVM is gone: a running broker would write its files again, or halt first. */
    private static final String DELETE_AFTER_EXIT = """
            trap '' HUP INT TERM
            left=100
            while kill -0 "$1" 2>/dev/null && [ $left -gt 0 ]; do sleep 0.05; left=$((left - 1)); done
            rm -rf -- "$2"
            """;

    private final InputStream parent;

    private ParentWatch(InputStream parent) {
        this.parent = parent;
    }

    static void start() {
        Thread.ofPlatform().name("parent-watch").daemon().start(new ParentWatch(System.in));
    }

    @Override
    public void run() {
        awaitEnd();
        try {
            deleteAfterExit(System.getProperty(DELETE_PROPERTY));
        } catch (IOException e) {
            System.err.println("Parent gone, but its files stay: " + e);
        } finally {
            Runtime.getRuntime().halt(ORPHANED);
        }
    }

    private void awaitEnd() {
        try {
            while (parent.read() >= 0) {
                // A parent writes nothing; were it to, that would still say that it lives.
            }
        } catch (IOException e) {
            System.err.println("Parent gone: " + e);
        }
    }

    private static void deleteAfterExit(@Nullable String directory) throws IOException {
        if (directory != null) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("/bin/sh", "-c", DELETE_AFTER_EXIT, "sh", pid, directory)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
