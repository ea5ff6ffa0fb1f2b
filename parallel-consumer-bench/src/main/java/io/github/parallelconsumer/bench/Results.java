package io.github.parallelconsumer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The figures of all rows in all rounds, and how they compare. Confined to one thread. */
final class Results {

    private final Map<Row, List<Figures>> runs = new LinkedHashMap<>();

    /** Adds what a row's run measured in the next round. */
    void add(Row row, Figures run) {
        runs.computeIfAbsent(row, key -> new ArrayList<>()).add(run);
    }

    /** The rows, in the order of their first runs. */
    Set<Row> rows() {
        return runs.keySet();
    }

    /** A row's runs, in the order of the rounds. */
    List<Figures> runs(Row row) {
        return List.copyOf(runs.getOrDefault(row, List.of()));
    }

    Spread spread(Row row, ToDoubleFunction<Figures> figure) {
        return Spread.of(figures(row, figure));
    }

    /**
     * How a row's figure relates to that of the bare loop: the median of each round's own ratio, since what else the
     * machine does changes from round to round. None if the bare loop did not run as often.
     */
    OptionalDouble toBare(Row row, ToDoubleFunction<Figures> figure) {
        double[] own = figures(row, figure);
        double[] bare = figures(Row.BARE, figure);
        if (own.length == 0 || own.length != bare.length) {
            return OptionalDouble.empty();
        }
        for (int round = 0; round < own.length; round++) {
            own[round] /= bare[round];
        }
        return OptionalDouble.of(Spread.of(own).median());
    }

    /** The share of the ceiling that a row with a sleeping handler reached. */
    OptionalDouble ofCeiling(Row row) {
        var ceiling = row.ceiling();
        return ceiling.isPresent()
                ? OptionalDouble.of(spread(row, Figures::recordsPerSecond).median() / ceiling.getAsDouble())
                : ceiling;
    }

    private double[] figures(Row row, ToDoubleFunction<Figures> figure) {
        return runs(row).stream().mapToDouble(figure).toArray();
    }
}
