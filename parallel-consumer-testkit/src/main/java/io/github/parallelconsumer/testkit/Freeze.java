package io.github.parallelconsumer.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One SIGSTOP of a process, lifted with SIGCONT when this is closed. Owned by one {@link ForkedJvm}.
 *
 * <p>A stopped process cannot notice that its parent has died. So a shell sends both signals and between them waits
 * on a pipe from this JVM: should this JVM die, the pipe ends, the process goes on, and then ends itself.
 */
final class Freeze implements AutoCloseable {
    private static final String STOP_THEN_CONTINUE = """
            trap : HUP INT TERM
            kill -STOP "$1" || exit 1
            echo frozen
            read -r _
            kill -CONT "$1"
            """;

    private final Process shell;

    private Freeze(Process shell) {
        this.shell = shell;
    }

    static Freeze of(long pid) {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", STOP_THEN_CONTINUE, "sh", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader answer = shell.inputReader(StandardCharsets.UTF_8);
            if (answer.readLine() == null) {
                throw new TestKitException("Process " + pid + " could not be stopped; has it ended?");
            }
            return new Freeze(shell);
        } catch (IOException e) {
            throw new UncheckedIOException("Freezing a process needs /bin/sh", e);
        }
    }

    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that holds a process stopped is gone", e);
        }
        shell.onExit().join();
    }
}
