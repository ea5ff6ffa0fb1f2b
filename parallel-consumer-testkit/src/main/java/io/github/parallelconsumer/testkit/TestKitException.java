package io.github.parallelconsumer.testkit;

import org.jspecify.annotations.Nullable;

/** Says that a broker or a forked JVM did not do what was asked, with the end of its output. Immutable. */
public final class TestKitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String keptNodes;

    private enum Kind {
        PORT_TAKEN,
        DIRECTORY_UNUSABLE,
        OTHER
    }

    TestKitException(String message) {
        this(message, null);
    }

    TestKitException(String message, @Nullable Throwable cause) {
        this(message, cause, Kind.OTHER, "");
    }

    private TestKitException(String message, @Nullable Throwable cause, Kind kind, String keptNodes) {
        super(message, cause);
        this.kind = kind;
        this.keptNodes = keptNodes;
    }

    static TestKitException portTaken(int port) {
        return new TestKitException("another process listens on port " + port, null, Kind.PORT_TAKEN, "");
    }

    static TestKitException directoryUnusable(String why, @Nullable Throwable cause) {
        return new TestKitException(why, cause, Kind.DIRECTORY_UNUSABLE, "");
    }

    static TestKitException otherNodes(String kept, int wanted) {
        String why = "it holds a cluster of " + kept + " node(s), not of " + wanted;
        return new TestKitException(why, null, Kind.DIRECTORY_UNUSABLE, kept);
    }

    /** Whether a data directory that was asked for cannot be used; the message says why. */
    public boolean directoryUnusable() {
        return kind == Kind.DIRECTORY_UNUSABLE;
    }

    /** How many nodes the cluster in a data directory has, if that is why it cannot be used; empty otherwise. */
    public String keptNodes() {
        return keptNodes;
    }

    /** Whether a port that was asked for is another process's. */
    public boolean portTaken() {
        return kind == Kind.PORT_TAKEN;
    }

    /** Keeps the interrupt flag, since the caller sees an unchecked exception. */
    static TestKitException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new TestKitException("Interrupted while " + doing, cause);
    }
}
