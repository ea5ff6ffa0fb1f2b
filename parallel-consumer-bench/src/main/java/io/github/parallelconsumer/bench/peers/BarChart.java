package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A bar for each contender, with a line from the least to the most of its rounds. Immutable.
 *
 * @param limit the most that is possible; none if nobody knows
 */
record BarChart(String title, Metric metric, List<Bar> bars, OptionalDouble limit) {

    private static final int WIDTH = 760;
    private static final int LEFT = 220;
    private static final int RIGHT = 150;
    private static final int TOP = 58;
    private static final int STEP = 28;
    private static final int THICKNESS = 18;
    private static final int BOTTOM = 14;

    /** What the bars show, the first of these that was measured. */
    private static final List<Metric> SHOWN = List.of(
            Metric.P99_MICROS,
            Metric.LIVE_HEAP_MB,
            Metric.CPU_MILLIS_PER_SECOND,
            Metric.RECORDS_PER_SECOND,
            Metric.NANOS_PER_RECORD);

    /** A contender's bar. Immutable. */
    record Bar(String name, Spread spread, boolean own) {}

    /** The chart of a row; none if nothing was measured. */
    static Optional<BarChart> of(String title, Results results, String row, OptionalDouble ceiling) {
        return SHOWN.stream()
                .map(metric -> new BarChart(title, metric, bars(results, row, metric), ceiling))
                .filter(chart -> !chart.bars.isEmpty())
                .findFirst();
    }

    private static List<Bar> bars(Results results, String row, Metric metric) {
        return results.contenders(row).stream()
                .flatMap(
                        contender -> results
                                .spread(row, contender, metric)
                                .map(spread -> new Bar(contender, spread, isOwn(contender)))
                                .stream())
                .toList();
    }

    private static boolean isOwn(String contender) {
        return Stream.of(Entry.values())
                .filter(entry -> entry.id().equals(contender))
                .anyMatch(Entry::isThisLibrary);
    }

    /** The picture; readable on a light and on a dark page. */
    String svg() {
        int height = TOP + STEP * bars.size() + BOTTOM;
        var svg = new Svg(WIDTH, height, title + ": " + metric.label());
        svg.text(12, 22, "title", title);
        svg.text(
                12,
                42,
                "note",
                metric.label() + limitText() + (bars.stream().anyMatch(Bar::own) ? "; blue: this library" : ""));
        limit.ifPresent(most -> svg.line(x(most), TOP - 6, x(most), height - BOTTOM + 4, "limit"));
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + STEP * i);
        }
        return svg.end();
    }

    private String limitText() {
        return limit.isPresent() ? "; the dashed line is the ceiling, " + metric.text(limit.getAsDouble()) : "";
    }

    private void bar(Svg svg, Bar bar, int top) {
        var spread = bar.spread();
        double middle = top + THICKNESS / 2.0;
        svg.textToTheLeft(LEFT - 10, middle + 4, bar.name());
        svg.rectangle(LEFT, top, Math.max(1, x(spread.median()) - LEFT), THICKNESS, bar.own() ? "own" : "other");
        svg.line(x(spread.min()), middle, x(spread.max()), middle, "spread");
        svg.text(Math.max(x(spread.median()), x(spread.max())) + 8, middle + 4, "value", metric.text(spread.median()));
    }

    private double x(double value) {
        double most = bars.stream().mapToDouble(bar -> bar.spread().max()).max().orElse(1);
        double scale = Math.max(most, limit.orElse(0));
        return scale == 0 ? LEFT : LEFT + value / scale * (WIDTH - LEFT - RIGHT);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %d bars", title, bars.size());
    }
}
