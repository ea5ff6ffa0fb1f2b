package io.github.parallelconsumer.testkit;

import org.jspecify.annotations.Nullable;

/** Says that a broker or a forked JVM did not do what was asked, with the end of its output. Immutable. */
public final class TestKitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestKitException(String message) {
        super(message);
    }

    TestKitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Keeps the interrupt flag, since the caller sees an unchecked exception. */
    static TestKitException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new TestKitException("Interrupted while " + doing, cause);
    }
}
