package io.github.parallelconsumer.demo.viewer;

import java.util.HashMap;
import java.util.Map;

/** How many records the group has not committed, over all partitions of which reports were seen. Guarded by its board. */
final class Lag {

    static final long UNKNOWN = -1;

    private final Map<String, Long> byPartition = new HashMap<>();

    void take(PartitionReport report) {
        long done = Math.max(report.committed(), report.watermark());
        if (report.end() >= 0 && done >= 0) {
            byPartition.put(report.topic() + "-" + report.partition(), Math.max(0, report.end() - done));
        }
    }

    long total() {
        return byPartition.isEmpty()
                ? UNKNOWN
                : byPartition.values().stream().mapToLong(Long::longValue).sum();
    }
}
