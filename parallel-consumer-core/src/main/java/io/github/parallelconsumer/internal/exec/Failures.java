package io.github.parallelconsumer.internal.exec;

/** Reads what user code threw without trusting it: its own methods may throw as well. */
public final class Failures {

    private Failures() {}

    /** The failure in one line. */
    public static String describe(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable broken) { // only this failure's own description is lost
            return failure.getClass().getName();
        }
    }

    /** Whether nothing can be trusted after it. A StackOverflowError is the handler's; these two are the JVM's. */
    public static boolean isFatal(Throwable failure) {
        return failure instanceof OutOfMemoryError || failure instanceof InternalError;
    }
}
