package io.github.parallelconsumer.testkit;

import java.util.Map;
import java.util.TreeMap;

/** The brokers' settings that differ from Kafka's defaults, and why. Stateless. */
final class BrokerSettings {
    private BrokerSettings() {}

    /** For every kind of test broker: groups that react at once, few internal partitions, no accidental topics. */
    static Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("group.initial.rebalance.delay.ms", "0");
        // The classic protocol lets the client choose its timeouts, down to this one.
        settings.put("group.min.session.timeout.ms", "1000");
        // The consumer protocol has the broker dictate them, and its minima are as long as its defaults.
        settings.put("group.consumer.min.heartbeat.interval.ms", "100");
        settings.put("group.consumer.heartbeat.interval.ms", "500");
        settings.put("group.consumer.min.session.timeout.ms", "1000");
        settings.put("group.consumer.session.timeout.ms", "6000");
        settings.put("group.consumer.assignment.interval.ms", "0");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("auto.create.topics.enable", "false");
        // Old segments of a compacted topic are compacted within a second, not within a quarter of a minute.
        settings.put("log.cleaner.backoff.ms", "1000");
        // The default is 128 MB of heap from the start.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        return settings;
    }

    /** For a cluster of this many nodes: replication as wide as it can be, and a dead node noticed in seconds. */
    static Map<String, String> cluster(int nodes) {
        Map<String, String> settings = common();
        String replicas = Integer.toString(Math.min(3, nodes));
        String inSync = nodes >= 3 ? "2" : "1";
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        // For so long a killed broker keeps its leaderships, and may not come back either.
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("broker.session.timeout.ms", "3000");
        return settings;
    }
}
