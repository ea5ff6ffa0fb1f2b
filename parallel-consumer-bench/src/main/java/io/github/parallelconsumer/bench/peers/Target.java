package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.peers.Results.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure that this library wants to reach. Immutable.
 *
 * @param what in words
 * @param bound what the figure must not fall below, or exceed
 * @param atLeast whether the bound is from below
 */
record Target(String what, Cell cell, Metric metric, Measure measure, boolean atLeast, double bound) {

    /** What the figure is. */
    sealed interface Measure {

        /** The measured figure itself. */
        record Itself() implements Measure {}

        /** A multiple of another one. */
        record Against(Cell other) implements Measure {}

        /** What it has more than another one. */
        record Beyond(Cell other) implements Measure {}

        /** A share of what no consumer can exceed. */
        record OfCeiling(double ceiling) implements Measure {}
    }

    /** What was measured of it; nothing if it was not. */
    Optional<Spread> figure(Results results) {
        return switch (measure) {
            case Measure.Itself() -> results.spread(cell.row(), cell.contender(), metric);
            case Measure.Against(var other) -> results.related(cell, other, metric, (own, others) -> own / others);
            case Measure.Beyond(var other) -> results.related(cell, other, metric, (own, others) -> own - others);
            case Measure.OfCeiling(var ceiling) ->
                results.spread(cell.row(), cell.contender(), metric)
                        .map(spread ->
                                new Spread(spread.min() / ceiling, spread.median() / ceiling, spread.max() / ceiling));
        };
    }

    /** Of how many rounds that figure is: those in which nobody failed whom it takes. */
    int rounds(Results results) {
        return switch (measure) {
            case Measure.Against(var other) -> results.rounds(metric, List.of(cell, other));
            case Measure.Beyond(var other) -> results.rounds(metric, List.of(cell, other));
            case Measure.Itself itself -> results.rounds(metric, List.of(cell));
            case Measure.OfCeiling ofCeiling -> results.rounds(metric, List.of(cell));
        };
    }

    /** Whether a figure is what is wanted. */
    boolean isMet(double figure) {
        return atLeast ? figure >= bound : figure <= bound;
    }

    /** The bound in words. */
    String boundText() {
        return (atLeast ? ">= " : "<= ") + text(bound);
    }

    /** A figure in words. */
    String text(double figure) {
        return switch (measure) {
            case Measure.Against against -> String.format(Locale.ROOT, "%.2fx", figure);
            case Measure.OfCeiling ofCeiling -> String.format(Locale.ROOT, "%.3f", figure);
            case Measure.Itself itself -> metric.text(figure) + " " + metric.label();
            case Measure.Beyond beyond -> metric.text(figure) + " " + metric.label();
        };
    }
}
