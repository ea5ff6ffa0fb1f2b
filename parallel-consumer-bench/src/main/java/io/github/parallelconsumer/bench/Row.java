package io.github.parallelconsumer.bench;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One line of the comparison: who consumes, how long its handler sleeps, and how many handlers may run at once.
 * Immutable.
 *
 * <p>Written as {@code bare}, {@code key} (a handler that does nothing, {@value #NO_OP_CONCURRENCY} at once), or
 * {@code unordered-10ms-1000} (a handler of 10 ms, 1,000 at once).
 */
record Row(Kind kind, int handlerMillis, int maxConcurrency) {

    static final int NO_OP_CONCURRENCY = 1_000;
    private static final Pattern FORM = Pattern.compile("(bare|unordered|key|partition)(?:-(\\d{1,5})ms-(\\d{1,6}))?");

    /** The consumers that are compared. */
    enum Kind {
        /** Kafka's own consumer in a loop. */
        BARE,
        /** This library, {@code Ordering.UNORDERED}. */
        UNORDERED,
        /** This library, {@code Ordering.KEY}. */
        KEY,
        /** This library, {@code Ordering.PARTITION}. */
        PARTITION
    }

    static final Row BARE = new Row(Kind.BARE, 0, NO_OP_CONCURRENCY);

    /**
     * Reads a row's name.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Row parse(String name) {
        var matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no row: write it as 'key' or as 'unordered-10ms-1000'");
        }
        var kind = Kind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        return matcher.group(2) == null
                ? new Row(kind, 0, NO_OP_CONCURRENCY)
                : new Row(kind, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    String name() {
        var kindName = kind.name().toLowerCase(Locale.ROOT);
        return equals(new Row(kind, 0, NO_OP_CONCURRENCY))
                ? kindName
                : kindName + "-" + handlerMillis + "ms-" + maxConcurrency;
    }

    boolean sleeps() {
        return handlerMillis > 0;
    }

    /** The records per second that no consumer can exceed, as each handler sleeps; none for a no-op handler. */
    OptionalDouble ceiling() {
        return sleeps()
                ? OptionalDouble.of((kind == Kind.BARE ? 1 : maxConcurrency) * 1_000.0 / handlerMillis)
                : OptionalDouble.empty();
    }
}
