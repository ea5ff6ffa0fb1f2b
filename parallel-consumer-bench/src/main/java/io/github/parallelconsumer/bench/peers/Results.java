package io.github.parallelconsumer.bench.peers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** All runs, and how they compare. Immutable. */
record Results(List<Run> runs) {

    /** The rows, in the order of their first runs. */
    List<String> rows() {
        return runs.stream().map(Run::row).distinct().toList();
    }

    /** Who took part in a row, in the order of their first runs. */
    List<String> contenders(String row) {
        return runs.stream()
                .filter(run -> run.row().equals(row))
                .map(Run::contender)
                .distinct()
                .toList();
    }

    /** What a contender measured in a row; nothing if it did not, or failed each time. */
    Optional<Spread> spread(String row, String contender, Metric metric) {
        return spread(byRound(row, contender, metric).values());
    }

    /**
     * How a contender's figure relates to another one's: the spread over the rounds of each round's own relation, since what
     * else the machine does changes from round to round. Nothing where they have no round in common.
     */
    Optional<Spread> related(Cell one, Cell other, Metric metric, DoubleBinaryOperator relation) {
        var others = byRound(other.row(), other.contender(), metric);
        var related = new TreeMap<Integer, Double>();
        byRound(one.row(), one.contender(), metric).forEach((round, value) -> {
            var to = others.get(round);
            if (to != null) {
                related.put(round, relation.applyAsDouble(value, to));
            }
        });
        return spread(related.values());
    }

    /** In how many rounds a contender ran in a row, whether it failed or not. */
    int rounds(Cell cell) {
        return (int) runs.stream()
                .filter(run -> run.row().equals(cell.row()) && run.contender().equals(cell.contender()))
                .count();
    }

    /** In how many rounds all of these measured a metric. */
    int rounds(Metric metric, List<Cell> cells) {
        return (int) runs.stream()
                .map(Run::round)
                .distinct()
                .filter(round -> cells.stream()
                        .allMatch(cell ->
                                byRound(cell.row(), cell.contender(), metric).containsKey(round)))
                .count();
    }

    /** Why runs of a contender in a row failed. */
    List<String> failures(String row, String contender) {
        return runs.stream()
                .filter(run -> run.row().equals(row) && run.contender().equals(contender))
                .flatMap(run -> Optional.ofNullable(run.failure()).stream())
                .toList();
    }

    /** A contender in a row. Immutable. */
    record Cell(String row, String contender) {}

    private Map<Integer, Double> byRound(String row, String contender, Metric metric) {
        var values = new TreeMap<Integer, Double>();
        for (var run : runs) {
            var measured = run.measured();
            if (run.row().equals(row) && run.contender().equals(contender) && measured != null) {
                var value = measured.figures().get(metric);
                if (value != null) {
                    values.put(run.round(), value);
                }
            }
        }
        return values;
    }

    private static Optional<Spread> spread(Collection<Double> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(
                        values.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
