package io.github.parallelconsumer.demo.viewer;

import java.util.HashMap;
import java.util.Map;

/** How many records the group has not committed, over all partitions of which reports were seen lately. Guarded by its board. */
final class Lag {

    static final long UNKNOWN = -1;

    /** Longer than the demo's brokers take to give the partitions of a killed consumer to another. */
    static final long KEPT_MILLIS = 15_000;

    private final Map<String, Seen> byPartition = new HashMap<>();

    private record Seen(long lag, long at) {}

    void take(PartitionReport report, long now) {
        long done = Math.max(report.committed(), report.watermark());
        if (report.end() >= 0 && done >= 0) {
            byPartition.put(report.topic() + "-" + report.partition(), new Seen(Math.max(0, report.end() - done), now));
        }
    }

    /** Of the partitions that somebody has reported on lately; forgets the others. */
    long total(long now) {
        byPartition.values().removeIf(seen -> now - seen.at() > KEPT_MILLIS);
        return byPartition.isEmpty()
                ? UNKNOWN
                : byPartition.values().stream().mapToLong(Seen::lag).sum();
    }
}
