package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.bench.peers.Results.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** All figures of one row: a line for each contender, a column for each metric that anyone has. Immutable. */
record RowTable(Results results, String row, OptionalDouble ceiling) {

    private static final String NONE = "-";

    List<String> headings() {
        var headings = new ArrayList<>(List.of("contender"));
        for (var metric : metrics()) {
            headings.add(metric.label());
            if (metric == Metric.RECORDS_PER_SECOND && ceiling.isPresent()) {
                headings.add("of ceiling");
            } else if (hasRatio(metric)) {
                headings.add("x bare");
            }
        }
        return headings;
    }

    /** As many cells each as there are headings. */
    List<List<String>> lines() {
        return results.contenders(row).stream().map(this::line).toList();
    }

    private List<String> line(String contender) {
        var cells = new ArrayList<>(List.of(contender));
        for (var metric : metrics()) {
            cells.add(figure(contender, metric));
            if (metric == Metric.RECORDS_PER_SECOND && ceiling.isPresent()) {
                cells.add(ofCeiling(contender, ceiling.getAsDouble()));
            } else if (hasRatio(metric)) {
                cells.add(toBare(contender, metric));
            }
        }
        return cells;
    }

    private String figure(String contender, Metric metric) {
        return results.spread(row, contender, metric)
                .map(spread -> metric.text(spread.median())
                        + (spread.isOne()
                                ? ""
                                : " (" + metric.text(spread.min()) + " - " + metric.text(spread.max()) + ")"))
                .orElse(results.failures(row, contender).isEmpty() ? NONE : "failed");
    }

    private String ofCeiling(String contender, double most) {
        return results.spread(row, contender, Metric.RECORDS_PER_SECOND)
                .map(spread -> String.format(Locale.ROOT, "%.3f", spread.median() / most))
                .orElse(NONE);
    }

    private String toBare(String contender, Metric metric) {
        return results.related(
                        new Cell(row, contender), new Cell(row, Entry.BARE.id()), metric, (own, bare) -> own / bare)
                .map(spread -> String.format(Locale.ROOT, "%.2f", spread.median()))
                .orElse(NONE);
    }

    /** How busy the rest of the machine was is no merit; and where handlers wait, a loop that handles one at a time is no measure. */
    private boolean hasRatio(Metric metric) {
        return metric != Metric.OTHER_PROCESSORS
                && ceiling.isEmpty()
                && results.contenders(row).contains(Entry.BARE.id());
    }

    /** Where nobody measured anything, one column still says who failed. */
    private List<Metric> metrics() {
        var measured = Arrays.stream(Metric.values())
                .filter(metric -> results.contenders(row).stream()
                        .anyMatch(contender ->
                                results.spread(row, contender, metric).isPresent()))
                .toList();
        return measured.isEmpty() ? List.of(Metric.RECORDS_PER_SECOND) : measured;
    }

    /** For a terminal. */
    String text() {
        var table = new Table(headings().toArray(String[]::new));
        lines().forEach(line -> table.add(line.toArray(String[]::new)));
        return table.text();
    }
}
