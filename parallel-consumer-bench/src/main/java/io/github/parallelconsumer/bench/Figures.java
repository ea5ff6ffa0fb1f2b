package io.github.parallelconsumer.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What one run of one contender measured. Immutable.
 *
 * @param consumed records handled from the start to the end of the run
 * @param records records handled within the window
 * @param nanos length of the window
 * @param cpuNanos processor time of the whole JVM within the window
 * @param otherCpuNanos processor time of everything else on the machine within the window, the broker included; not
 *     above 0 where it cannot be read
 * @param allocatedBytes bytes allocated within the window
 * @param peakHeap the most heap in use at once during the run, garbage included
 * @param peakAfterCollection the most heap in use right after a collection
 */
record Figures(
        long consumed,
        long records,
        long nanos,
        long cpuNanos,
        long otherCpuNanos,
        long allocatedBytes,
        long peakHeap,
        long peakAfterCollection) {

    private static final String LINE = "FIGURES consumed=%d records=%d nanos=%d cpuNanos=%d otherCpuNanos=%d"
            + " allocatedBytes=%d peakHeap=%d peakAfterCollection=%d";
    private static final Pattern LINE_FORM = Pattern.compile(LINE.replace("%d", "(-?\\d+)"));

    static Figures between(Sample opened, Sample closed, long consumed, Gauges gauges) {
        long cpuNanos = closed.cpuNanos() - opened.cpuNanos();
        return new Figures(
                consumed,
                closed.tick().handled() - opened.tick().handled(),
                closed.tick().nanos() - opened.tick().nanos(),
                cpuNanos,
                closed.machineCpuNanos() - opened.machineCpuNanos() - cpuNanos,
                closed.allocatedBytes() - opened.allocatedBytes(),
                gauges.peakHeap(),
                gauges.peakAfterCollection());
    }

    double recordsPerSecond() {
        return records * 1e9 / nanos;
    }

    double cpuMicrosPerRecord() {
        return cpuNanos / 1e3 / records;
    }

    /** How many processors something else kept busy on average: the broker, and whatever disturbs the measurement. */
    double otherBusyProcessors() {
        return Math.max(0, (double) otherCpuNanos / nanos);
    }

    double bytesPerRecord() {
        return (double) allocatedBytes / records;
    }

    double peakHeapMegabytes() {
        return peakHeap / 1e6;
    }

    double afterCollectionMegabytes() {
        return peakAfterCollection / 1e6;
    }

    /** For the standard output of the JVM that measured; {@link #read} reads it. */
    String line() {
        return String.format(
                Locale.ROOT,
                LINE,
                consumed,
                records,
                nanos,
                cpuNanos,
                otherCpuNanos,
                allocatedBytes,
                peakHeap,
                peakAfterCollection);
    }

    /** The figures in a line of output; none if it is another line. */
    static Optional<Figures> read(String line) {
        var matcher = LINE_FORM.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long[] values = IntStream.rangeClosed(1, matcher.groupCount())
                .mapToLong(i -> Long.parseLong(matcher.group(i)))
                .toArray();
        return Optional.of(
                new Figures(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]));
    }
}
