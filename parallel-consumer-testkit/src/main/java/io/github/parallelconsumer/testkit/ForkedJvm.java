package io.github.parallelconsumer.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A main class running in a JVM of its own, on this JVM's class path; it dies with this JVM, whatever kills that.
 * Thread-safe: signals are sent under this object's lock.
 *
 * <p>Its standard output and error go to one file. Its standard input belongs to the test kit. It ignores SIGINT and
 * SIGHUP: what happens in a terminal ends it only through its parent.
 */
public final class ForkedJvm implements AutoCloseable {
    private static final int TAIL_LINES = 40;
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Process process;
    private final OutputFile output;
    private final @Nullable Path directory;
    private @Nullable Freeze freeze;

    ForkedJvm(Process process, OutputFile output, @Nullable Path directory) {
        this.process = process;
        this.output = output;
        this.directory = directory;
    }

    /** Starts to describe a JVM that runs this class's {@code main(String[])}, which need not be public. */
    public static ForkedJvmBuilder of(Class<?> main) {
        return new ForkedJvmBuilder(main.getName());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The file that holds what it wrote. Without an {@linkplain ForkedJvmBuilder#output own file} close deletes it. */
    public Path output() {
        return output.path();
    }

    /** The lines written so far. */
    public List<String> lines() {
        return output.lines(!isAlive());
    }

    /** Waits for a line that matches, returning the first; fails when the JVM ends or the time is up without one. */
    public String awaitLine(Predicate<String> wanted, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        int next = 0;
        while (true) {
            boolean last = !isAlive() || deadline.passed();
            List<String> lines = lines();
            for (; next < lines.size(); next++) {
                if (wanted.test(lines.get(next))) {
                    return lines.get(next);
                }
            }
            if (last) {
                throw failure((isAlive() ? "no such line within " + timeout : "ended without such a line"));
            }
            exitedWithin(Duration.ofMillis(20));
        }
    }

    /** Waits for its end and returns its exit status; fails when the time is up. */
    public int awaitExit(Duration timeout) {
        if (!exitedWithin(timeout)) {
            throw failure("still runs after " + timeout);
        }
        return process.exitValue();
    }

    /** Sends SIGTERM, after a thaw if it is frozen, and returns at once. */
    public synchronized void terminate() {
        thaw();
        // Process.destroy() would close its standard input as well, and that means that the parent is gone.
        process.toHandle().destroy();
    }

    /**
     * Sends SIGKILL and waits for the end, which nothing can delay, frozen or not. An interrupt does not keep it from that,
     * so that whoever was interrupted can clean up; its flag is set again.
     */
    public synchronized void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd(FOREVER);
        thaw();
    }

    /** Waits for its end, not longer than this. An interrupt does not shorten the wait; its flag is set again. */
    void awaitEnd(Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        boolean interrupted = false;
        while (process.isAlive() && !deadline.passed()) {
            try {
                process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops all its threads with SIGSTOP; does nothing if it is frozen already. */
    public synchronized void freeze() {
        if (freeze == null) {
            freeze = Freeze.of(pid());
        }
    }

    /** Lets it go on with SIGCONT; does nothing if it is not frozen. */
    public synchronized void thaw() {
        if (freeze != null) {
            freeze.close();
            freeze = null;
        }
    }

    /** Kills it if it still runs, and deletes its output unless the builder was given a file. */
    @Override
    public void close() {
        kill();
        if (directory != null) {
            Directories.delete(directory);
        }
    }

    String tail(int lines) {
        return output.tail(lines);
    }

    private boolean exitedWithin(Duration timeout) {
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("waiting for JVM " + pid(), e);
        }
    }

    private TestKitException failure(String what) {
        String state = isAlive() ? "running" : "exit status " + process.exitValue();
        return new TestKitException(
                "JVM %d: %s (%s). Its last lines:%n%s".formatted(pid(), what, state, tail(TAIL_LINES)));
    }
}
