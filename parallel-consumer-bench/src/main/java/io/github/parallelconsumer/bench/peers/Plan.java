package io.github.parallelconsumer.bench.peers;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to measure, how often and for how long. Immutable.
 *
 * @param rounds how often each contender of each row runs, in turns
 * @param warmUpMillis how long each run goes before it counts
 * @param windowMillis how long what counts is
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

    private static final long RECORDS_FILLED_PER_SECOND = 300_000;
    private static final long BYTES_FILLED_PER_SECOND = 60_000_000;
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
                + 1_000 * topic.records() * topic.valueBytes() / BYTES_FILLED_PER_SECOND;
    }

    /** How long a row warms up: where records come slowly, the JVM takes longer to have seen enough of them. */
    int warmUpMillis(Row row) {
        return row.probe() == Probe.LATENCY ? 2 * warmUpMillis : warmUpMillis;
    }

    /** How long one run takes, about. */
    long runMillis(Row row) {
        return switch (row.probe()) {
            case RATE, LIVE_HEAP -> BESIDES_MILLIS + (long) (passes(row) * (warmUpMillis + windowMillis));
            case HEAP_GROWTH -> GROWTH_MILLIS;
            case LATENCY, IDLE -> BESIDES_MILLIS + warmUpMillis(row) + windowMillis;
            case MICRO -> BESIDES_MILLIS + 2L * Math.min(windowMillis, 5_000);
        };
    }

    /** Handlers that wait need one pass, or two. */
    private static double passes(Row row) {
        return row.ceiling().isPresent() ? 1 : PASSES;
    }

    /** How many runs there are. */
    int runs() {
        return rounds * rows.stream().mapToInt(row -> row.contenders().size()).sum();
    }

    /** In words. */
    String text() {
        return "%d runs: %s; %d rounds, each run with a warm-up of %s s and a window of %s s; about %d minutes"
                .formatted(
                        runs(),
                        rows.stream().map(Row::name).collect(Collectors.joining(", ")),
                        rounds,
                        warmUpMillis / 1e3,
                        windowMillis / 1e3,
                        1 + estimate().toMinutes());
    }
}
