package io.github.parallelconsumer.bench.peers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Two measurements beside each other. Immutable. */
record Comparison(Results before, Results after) {

    /** A line for each figure that both have. */
    String text() {
        var table = new Table("row", "contender", "metric", "before", "after", "after / before", "beyond the spread");
        for (var row : before.rows()) {
            for (var contender : before.contenders(row)) {
                Arrays.stream(Metric.values()).forEach(metric -> add(table, row, contender, metric));
            }
        }
        return table.text();
    }

    private void add(Table table, String row, String contender, Metric metric) {
        Optional<Spread> old = before.spread(row, contender, metric);
        Optional<Spread> now = after.spread(row, contender, metric);
        if (old.isPresent() && now.isPresent()) {
            table.add(
                    row,
                    contender,
                    metric.label(),
                    metric.text(old.get().median()),
                    metric.text(now.get().median()),
                    String.format(
                            Locale.ROOT, "%.3f", now.get().median() / old.get().median()),
                    old.get().overlaps(now.get()) ? "" : "yes");
        }
    }
}
