package io.github.parallelconsumer.bench;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Writes results as a table for people. Stateless. */
final class Report {

    private static final String NONE = "-";

    private Report() {}

    /** One line for each row: medians over the rounds, each beside its ratio to the bare loop's. */
    static String table(Results results) {
        var table = new Table(
                "row",
                "records/s",
                "min",
                "max",
                "x bare",
                "of ceiling",
                "CPU us/rec",
                "x bare",
                "bytes/rec",
                "x bare",
                "peak heap MB",
                "x bare",
                "after GC MB",
                "other CPUs");
        for (Row row : results.rows()) {
            var rate = results.spread(row, Figures::recordsPerSecond);
            table.add(
                    row.name(),
                    whole(rate.median()),
                    whole(rate.min()),
                    whole(rate.max()),
                    // How fast a sleeping handler's records go says nothing beside a loop that does not sleep.
                    row.sleeps() ? NONE : ratio(results.toBare(row, Figures::recordsPerSecond)),
                    ratio(results.ofCeiling(row)),
                    fraction(median(results, row, Figures::cpuMicrosPerRecord)),
                    ratio(results.toBare(row, Figures::cpuMicrosPerRecord)),
                    whole(median(results, row, Figures::bytesPerRecord)),
                    ratio(results.toBare(row, Figures::bytesPerRecord)),
                    whole(median(results, row, Figures::peakHeapMegabytes)),
                    ratio(results.toBare(row, Figures::peakHeapMegabytes)),
                    whole(median(results, row, Figures::afterCollectionMegabytes)),
                    fraction(median(results, row, Figures::otherBusyProcessors)));
        }
        return table.text();
    }

    /** One line about one run, while the others are still to come. */
    static String line(Row row, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-24s %,10.0f records/s, %5.2f us CPU and %,5.0f bytes per record; %.2f CPUs busy with other things",
                row.name(),
                figures.recordsPerSecond(),
                figures.cpuMicrosPerRecord(),
                figures.bytesPerRecord(),
                figures.otherBusyProcessors());
    }

    private static double median(Results results, Row row, ToDoubleFunction<Figures> figure) {
        return results.spread(row, figure).median();
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? fraction(value.getAsDouble()) : NONE;
    }
}
