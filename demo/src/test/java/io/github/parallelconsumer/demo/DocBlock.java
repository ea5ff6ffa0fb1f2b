package io.github.parallelconsumer.demo;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of commands in a document, and what is to be done with it. Immutable.
 *
 * <p>The first line of such a block says it, after the language: {@code run}, to its end; {@code run=10s}, left running
 * while the blocks below it run, and ended by Ctrl-C at the end of the section; {@code parse}, checked without running
 * it. {@code says="..."} after {@code run=10s} is what it prints once it is ready; the seconds begin then.
 */
record DocBlock(
        String place,
        String section,
        Kind kind,
        Duration duration,
        @Nullable String says,
        String script) {

    private static final Pattern TAG = Pattern.compile("bash (run|parse|run=(\\d{1,3})s(?: says=\"([^\"]+)\")?)");

    /** What is done with a block. */
    enum Kind {
        RUN,
        RUN_FOR,
        PARSE
    }

    /** Returns nothing if the first line does not say what is to be done. */
    static @Nullable DocBlock of(String place, String section, String info, String script) {
        var tag = TAG.matcher(info);
        if (!tag.matches()) {
            return null;
        }
        var seconds = tag.group(2);
        var kind = seconds != null ? Kind.RUN_FOR : tag.group(1).equals("run") ? Kind.RUN : Kind.PARSE;
        var duration = Duration.ofSeconds(seconds == null ? 0 : Long.parseLong(seconds));
        return new DocBlock(place, section, kind, duration, tag.group(3), script);
    }

    @Override
    public String toString() {
        return place + ": " + script.lines().findFirst().orElse("");
    }
}
