package io.github.parallelconsumer.bench.peers;

import java.util.ArrayList;
import java.util.List;

/** Each target with the figure that was measured, and whether it is met. Immutable. */
record TargetTable(List<Target> targets, Results results) {

    static final List<String> HEADINGS =
            List.of("target", "contender", "bound", "measured", "min - max", "met", "rounds");

    List<List<String>> lines() {
        return targets.stream().map(this::line).toList();
    }

    /** Those of them that were measured. */
    TargetTable measured() {
        return new TargetTable(
                targets.stream()
                        .filter(target -> target.figure(results).isPresent())
                        .toList(),
                results);
    }

    private List<String> line(Target target) {
        var cells = new ArrayList<>(List.of(target.what(), target.cell().contender(), target.boundText()));
        target.figure(results)
                .ifPresentOrElse(
                        figure -> cells.addAll(List.of(
                                target.text(figure.median()),
                                figure.isOne() ? "-" : target.text(figure.min()) + " - " + target.text(figure.max()),
                                target.isMet(figure.median()) ? "yes" : "**no**")),
                        () -> cells.addAll(List.of("-", "-", "not measured")));
        cells.add(rounds(target));
        return cells;
    }

    /** Of how many rounds there is a figure, and how many there were if some failed. */
    private String rounds(Target target) {
        int counted = target.rounds(results);
        int all = results.rounds(target.cell());
        if (all == 0) {
            return "-";
        }
        return counted == all ? String.valueOf(all) : counted + " of " + all;
    }

    /** How many targets were measured, and how many of these are met. */
    String summary() {
        var figures = measured().targets();
        long met = figures.stream()
                .filter(target ->
                        target.isMet(target.figure(results).orElseThrow().median()))
                .count();
        return "%d of %d measured targets are met; there are %d.".formatted(met, figures.size(), targets.size());
    }
}
