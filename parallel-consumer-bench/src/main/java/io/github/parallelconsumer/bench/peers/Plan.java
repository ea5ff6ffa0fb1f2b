package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to measure, how often and for how long. Immutable.
 *
 * @param rounds how often each contender of each row runs, in turns
 * @param warmUpMillis how long each run goes before it counts, where nothing slows it
 * @param windowMillis how long what counts is, but for rows that wait for records
 * @param jvmOptions of the JVM of each run
 */
record Plan(List<Row> rows, int rounds, int warmUpMillis, int windowMillis, List<String> jvmOptions) {

    static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g");

    /** Start and end of a JVM and its consumer; joining and leaving again for each pass over a topic. */
    private static final long BESIDES_MILLIS = 3_500;
    /** A pass over a topic of a million records, with full collections. */
    private static final long GROWTH_MILLIS = 15_000;
    /** Of the part of the time in which a pass does not count. */
    private static final double PASSES = 1.15;

    /** While it waits a JVM works for milliseconds, and its processor time is counted in steps of ten of them. */
    private static final int IDLE_WINDOWS = 3;

    private static final long RECORDS_FILLED_PER_SECOND = 300_000;
    private static final long BYTES_FILLED_PER_SECOND = 60_000_000;
    /** By the read that does not count. */
    private static final long RECORDS_READ_PER_SECOND = 600_000;

    private static final long BROKER_MILLIS = 5_000;

    /** How long all of it will take, about. */
    Duration estimate() {
        long millis = BROKER_MILLIS
                + rows.stream()
                        .mapToLong(row -> (long) rounds * row.contenders().size() * runMillis(row))
                        .sum()
                + rows.stream()
                        .map(Row::topic)
                        .distinct()
                        .mapToLong(Plan::fillMillis)
                        .sum();
        return Duration.ofMillis(millis);
    }

    private static long fillMillis(Topic topic) {
        return 1_000 * topic.records() / RECORDS_FILLED_PER_SECOND
                + 1_000 * topic.records() / RECORDS_READ_PER_SECOND
                + 1_000 * topic.records() * topic.valueBytes() / BYTES_FILLED_PER_SECOND;
    }

    /**
     * How long a row warms up: all of it where the code that the JVM compiles decides how fast records go; half of it where
     * they come by a clock; a quarter where handlers wait, or everyone for records, since the compiler matters less there.
     */
    int warmUpMillis(Row row) {
        return switch (row.probe()) {
            case LATENCY -> warmUpMillis / 2;
            case IDLE -> warmUpMillis / 4;
            default -> row.handler().ceiling(row.concurrency()).isPresent() ? warmUpMillis / 4 : warmUpMillis;
        };
    }

    /** How long what counts of a row is. */
    int windowMillis(Row row) {
        return row.probe() == Probe.IDLE ? IDLE_WINDOWS * windowMillis : windowMillis;
    }

    /** How long one run takes, about. */
    long runMillis(Row row) {
        return switch (row.probe()) {
            case RATE, LIVE_HEAP -> BESIDES_MILLIS + (long) (passes(row) * (warmUpMillis(row) + windowMillis(row)));
            case HEAP_GROWTH -> GROWTH_MILLIS;
            case LATENCY, IDLE -> BESIDES_MILLIS + warmUpMillis(row) + windowMillis(row);
            case MICRO -> BESIDES_MILLIS + 2L * Math.min(windowMillis, 5_000);
        };
    }

    /** Handlers that wait need one pass, or two. */
    private static double passes(Row row) {
        return row.ceiling().isPresent() ? 1 : PASSES;
    }

    /** The same; refuses what cannot be measured. */
    Plan checked() {
        if (rounds < 1) {
            throw CommandException.wrongOption("--rounds", rounds, "give at least 1");
        }
        if (windowMillis < 1) {
            throw CommandException.wrongOption("--window", windowMillis / 1e3, "give more than 0");
        }
        if (warmUpMillis < 0) {
            throw CommandException.wrongOption("--warm-up", warmUpMillis / 1e3, "give 0 or more");
        }
        if (rows.isEmpty()) {
            throw CommandException.failed(
                    "none of these contenders takes part in these rows; --list tells who does", null);
        }
        return this;
    }

    /** How many runs there are. */
    int runs() {
        return rounds * rows.stream().mapToInt(row -> row.contenders().size()).sum();
    }

    /** In words. */
    String text() {
        return "%d runs: %s; %d rounds, each run with a warm-up of up to %s s and a window of %s s; about %d minutes"
                .formatted(
                        runs(),
                        rows.stream().map(Row::name).collect(Collectors.joining(", ")),
                        rounds,
                        warmUpMillis / 1e3,
                        windowMillis / 1e3,
                        1 + estimate().toMinutes());
    }
}
