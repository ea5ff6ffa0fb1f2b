package io.github.parallelconsumer.testkit;

import org.jspecify.annotations.Nullable;

/** Says that a broker or a forked JVM did not do what was asked, with the end of its output. Immutable. */
public final class TestKitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean portTaken;

    TestKitException(String message) {
        this(message, null);
    }

    TestKitException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private TestKitException(String message, @Nullable Throwable cause, boolean portTaken) {
        super(message, cause);
        this.portTaken = portTaken;
    }

    static TestKitException portTaken(int port) {
        return new TestKitException("another process listens on port " + port, null, true);
    }

    /** Whether a port that was asked for is another process's. */
    public boolean portTaken() {
        return portTaken;
    }

    /** Keeps the interrupt flag, since the caller sees an unchecked exception. */
    static TestKitException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new TestKitException("Interrupted while " + doing, cause);
    }
}
