package io.github.parallelconsumer.internal.exec;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Reads what user code threw without trusting it: its own methods may throw as well. */
public final class Failures {

    private static final int LONGEST_DESCRIPTION = 1_000;

    private Failures() {}

    /** The failure's class and message; of a long message the beginning. */
    public static String describe(Throwable failure) {
        try {
            var text = failure.toString();
            return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
        } catch (Throwable broken) { // only this failure's own description is lost
            return failure.getClass().getName();
        }
    }

    /** Logs a message in the manner of slf4j, with the failure's stack trace where the failure bears being printed. */
    public static void log(Logger log, Level level, Throwable failure, String message, Object... arguments) {
        try {
            log.atLevel(level).setCause(failure).log(message, arguments);
        } catch (Throwable broken) { // the message must not be lost with the stack trace
            log.atLevel(level).log(message + ": " + describe(failure), arguments);
        }
    }

    /** Whether nothing can be trusted after it. A StackOverflowError is the handler's; these two are the JVM's. */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof OutOfMemoryError || failure instanceof InternalError;
    }
}
