package io.github.parallelconsumer.demo.viewer;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many records each group has not committed, over all partitions of which its members have reported lately. Guarded by
 * its board.
 */
final class Lag {

    /** Longer than the demo's brokers take to give the partitions of a killed consumer to another. */
    static final long KEPT_MILLIS = 15_000;

    private final Map<Share, Seen> byShare = new HashMap<>();

    /** A partition as one group reads it: several may read the same. */
    private record Share(String group, String topic, int partition) {}

    private record Seen(long lag, long at) {}

    void take(String group, PartitionReport report, long now) {
        long done = Math.max(report.committed(), report.watermark());
        if (report.end() >= 0 && done >= 0) {
            byShare.put(
                    new Share(group, report.topic(), report.partition()),
                    new Seen(Math.max(0, report.end() - done), now));
        }
    }

    /** Of the groups whose members have reported lately; forgets the others. */
    SortedMap<String, Long> byGroup(long now) {
        byShare.values().removeIf(seen -> now - seen.at() > KEPT_MILLIS);
        var groups = new TreeMap<String, Long>();
        byShare.forEach((share, seen) -> groups.merge(share.group(), seen.lag(), Long::sum));
        return groups;
    }
}
