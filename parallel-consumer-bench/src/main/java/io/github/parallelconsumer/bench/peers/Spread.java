package io.github.parallelconsumer.bench.peers;

import java.util.Arrays;

/** What several rounds measured of one thing: the middle one, and how far they lie apart. Immutable. */
record Spread(double min, double median, double max) {

    /** Of an even number of values the median is half-way between the middle two. */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("No values");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Whether all rounds measured the same, or there was one only. */
    boolean isOne() {
        return min >= max;
    }

    /** Whether some value may belong to both. */
    boolean overlaps(Spread other) {
        return min <= other.max && other.min <= max;
    }
}
