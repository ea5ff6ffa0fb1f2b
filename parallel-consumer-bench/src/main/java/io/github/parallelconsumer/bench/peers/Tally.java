package io.github.parallelconsumer.bench.peers;

import java.util.EnumMap;
import java.util.Map;

/** The sum of all that happened between pairs of samples. Confined to one thread. */
final class Tally {

    private long records;
    private long nanos;
    private long cpuNanos;
    private long machineCpuNanos;
    private long allocatedBytes;

    /** Adds what lies between two samples. */
    void add(Sample from, Sample to) {
        records += to.tick().handled() - from.tick().handled();
        nanos += to.tick().nanos() - from.tick().nanos();
        cpuNanos += to.cpuNanos() - from.cpuNanos();
        machineCpuNanos += to.machineCpuNanos() - from.machineCpuNanos();
        allocatedBytes += to.allocatedBytes() - from.allocatedBytes();
    }

    long nanos() {
        return nanos;
    }

    /** What a record costs, and how fast they go. */
    Map<Metric, Double> perRecord() {
        if (records == 0) {
            throw new IllegalStateException("no record within the window");
        }
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.RECORDS_PER_SECOND, records * 1e9 / nanos);
        figures.put(Metric.CPU_MICROS_PER_RECORD, cpuNanos / 1e3 / records);
        figures.put(Metric.BYTES_PER_RECORD, (double) allocatedBytes / records);
        figures.put(Metric.OTHER_PROCESSORS, otherProcessors());
        return figures;
    }

    /** What a second costs. */
    Map<Metric, Double> perSecond() {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.CPU_MILLIS_PER_SECOND, cpuNanos * 1e3 / nanos);
        figures.put(Metric.OTHER_PROCESSORS, otherProcessors());
        return figures;
    }

    /** Not negative, also where the machine's own count is too coarse or cannot be read. */
    private double otherProcessors() {
        return Math.max(0, (double) (machineCpuNanos - cpuNanos) / nanos);
    }
}
