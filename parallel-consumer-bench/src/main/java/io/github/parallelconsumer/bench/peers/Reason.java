package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.testkit.TestKitException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a run failed, short enough for a line of a page. Stateless. */
final class Reason {

    private static final int LONGEST = 400;
    /** Where a file lies on this machine; its name stays. */
    private static final Pattern DIRECTORIES = Pattern.compile("(?<![\\w/:.-])(?:/[^/\\s:'\",]+)+/");

    private Reason() {}

    /** What the JVM of a run wrote last is part of it, since that tells why it ended. */
    static String of(RuntimeException e) {
        var text = e instanceof TestKitException || e instanceof IllegalStateException
                ? String.valueOf(e.getMessage())
                : e.toString();
        var joined = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .map(String::strip)
                .collect(Collectors.joining("; "))
                .replace(":; ", ": ");
        var shown = DIRECTORIES.matcher(joined).replaceAll("");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + " ...";
    }
}
