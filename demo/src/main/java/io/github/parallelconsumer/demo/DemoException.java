package io.github.parallelconsumer.demo;

import org.jspecify.annotations.Nullable;

/** Why a command cannot go on, in one line for its user, and the exit status that says so. Immutable. */
final class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private DemoException(int exitStatus, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** An option has a value that cannot work. */
    static DemoException wrongOption(String option, Object value, String remedy) {
        return new DemoException(ExitStatus.WRONG_OPTIONS, option + " is '" + value + "': " + remedy, null);
    }

    /** There is no Kafka to work with, or it does not do what is needed. */
    static DemoException noKafka(String message, @Nullable Throwable cause) {
        return new DemoException(ExitStatus.NO_KAFKA, message, cause);
    }

    int exitStatus() {
        return exitStatus;
    }
}
