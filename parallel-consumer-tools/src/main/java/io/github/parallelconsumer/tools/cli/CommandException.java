package io.github.parallelconsumer.tools.cli;

import org.jspecify.annotations.Nullable;

/** Why a command cannot go on, in one line for its user, and the exit status that says so. Immutable. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private CommandException(int exitStatus, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** An option has a value that cannot work. */
    public static CommandException wrongOption(String option, Object value, String remedy) {
        return new CommandException(ExitStatus.WRONG_OPTIONS, option + " is '" + value + "': " + remedy, null);
    }

    /** There is no Kafka to work with, or it does not do what is needed. */
    public static CommandException noKafka(String message, @Nullable Throwable cause) {
        return new CommandException(ExitStatus.NO_KAFKA, message, cause);
    }

    /** The command failed for another reason. */
    public static CommandException failed(String message, @Nullable Throwable cause) {
        return new CommandException(ExitStatus.FAILED, message, cause);
    }

    int exitStatus() {
        return exitStatus;
    }
}
