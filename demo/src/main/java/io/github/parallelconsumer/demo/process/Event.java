package io.github.parallelconsumer.demo.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a consumer, as one line of its output. Immutable.
 *
 * @param nanos when, on a clock that all processes of a machine share
 * @param kind what
 * @param partition where; -1 for the whole consumer
 * @param offset the record's, or the one that was committed; -1 where there is none
 * @param detail the record's key, a commit's map, an {@link IntakeEnd} or a {@link Handover}; empty where there is none
 */
public record Event(long nanos, Kind kind, int partition, long offset, String detail) {

    private static final String MARK = "EVENT";
    private static final String NO_DETAIL = "-";
    private static final int WORDS = 6;

    /** What can happen. */
    public enum Kind {
        /** An attempt begins. */
        STARTED,
        /** The handler is about to return. */
        DONE,
        /** The handler is about to throw. */
        FAILED,
        /** The broker has acknowledged an offset and its map. */
        COMMITTED,
        /** A partition is ours from now on. */
        ASSIGNED,
        /** Nothing of a partition starts any more but what was let through. */
        RELEASING,
        /** A partition was given up. */
        RELEASED
    }

    static Event now(Kind kind, int partition, long offset, String detail) {
        return new Event(System.nanoTime(), kind, partition, offset, detail);
    }

    /** A key as a detail: one word, whatever it is. */
    static String key(@Nullable String key) {
        return key == null ? "" : URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    String toLine() {
        return String.join(
                " ",
                MARK,
                Long.toString(nanos),
                kind.name(),
                Integer.toString(partition),
                Long.toString(offset),
                detail.isEmpty() ? NO_DETAIL : detail);
    }

    /** The event that a line of output tells of, if it does. */
    static Optional<Event> parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != WORDS || !words[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new Event(
                Long.parseLong(words[1]),
                Kind.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                words[5].equals(NO_DETAIL) ? "" : words[5]));
    }
}
