package io.github.parallelconsumer.bench.peers;

import java.util.Locale;

/** What is measured of a run. Immutable. */
enum Metric {
    /** Within the window. */
    RECORDS_PER_SECOND("records/s", 0),
    /** Processor time of the whole JVM, the compilers' and the collector's included. */
    CPU_MICROS_PER_RECORD("CPU us/record", 2),
    /** What all threads allocated. */
    BYTES_PER_RECORD("bytes/record", 0),
    /** The most heap in use right after a collection that the JVM itself found necessary; none without such a one. */
    AFTER_COLLECTION_MB("peak heap after GC MB", 1),
    /** The most heap in use, garbage included, which mostly tells how large the heap may become. */
    WITH_GARBAGE_MB("peak heap with garbage MB", 0),
    /** The most heap in use right after full collections that the harness asked for. */
    LIVE_HEAP_MB("peak live heap MB", 1),
    /** The live heap with most records passed, as a multiple of that with few passed. */
    LIVE_HEAP_GROWTH("live heap, late / early", 2),
    /** From the moment before a record is given to the producer to the start of its handler. */
    P50_MICROS("p50 us", 0),
    /** The same. */
    P99_MICROS("p99 us", 0),
    /** Processor time of the whole JVM. */
    CPU_MILLIS_PER_SECOND("CPU ms/s", 2),
    /** Of a micro benchmark. */
    NANOS_PER_RECORD("ns/record", 2),
    /** How many processors something else kept busy: the broker, and whatever disturbs the measurement. */
    OTHER_PROCESSORS("other CPUs", 2);

    private static final int FEW = 10;

    private final String label;
    private final int decimals;

    Metric(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }

    /** The heading of its column. */
    String label() {
        return label;
    }

    /** A value, with as many decimals as tell something. */
    String text(double value) {
        int shown = decimals == 0 && Math.abs(value) < FEW ? 1 : decimals;
        return String.format(Locale.ROOT, "%,." + shown + "f", value);
    }
}
