package io.github.parallelconsumer.internal.kafka;

/**
 * A stack trace in the usual form, but with a few frames only of each cause, so that a short text reaches the cause that lies
 * deepest. Stateless.
 */
final class StackTraceText {

    private static final int MOST_CAUSES = 10;
    private static final int MOST_FRAMES = 20;
    private static final int LONGEST_LINE = 512;

    private StackTraceText() {}

    static String of(Throwable failure) {
        var text = new StringBuilder();
        try {
            append(text, failure);
        } catch (Throwable broken) { // a failure's own methods may throw; what was written by then is kept
            text.append("(cut short by ").append(broken.getClass().getName()).append(')');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) { // causes may run in a circle
            text.append(i == 0 ? "" : "Caused by: ")
                    .append(cut(cause.toString()))
                    .append('\n');
            appendFrames(text, cause.getStackTrace());
            cause = cause.getCause();
        }
    }

    private static void appendFrames(StringBuilder text, StackTraceElement[] frames) {
        int shown = Math.min(frames.length, MOST_FRAMES);
        for (int i = 0; i < shown; i++) {
            text.append("\tat ").append(cut(frames[i].toString())).append('\n');
        }
        if (shown < frames.length) {
            text.append("\t... ").append(frames.length - shown).append(" more\n");
        }
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
