package io.github.parallelconsumer.internal.kafka;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What Kafka's client knows and tells through its metrics alone. Confined to the consumer thread. */
final class ClientMetrics {

    private final String clientId;
    private final Map<MetricName, ? extends Metric> metrics;
    private @Nullable Metric incomingBytes;

    /** Reads from a view that the client keeps up to date. */
    ClientMetrics(String clientId, Map<MetricName, ? extends Metric> metrics) {
        this.clientId = clientId;
        this.metrics = metrics;
    }

    /** How many bytes came from brokers so far. */
    long bytesReceived() {
        if (incomingBytes == null) {
            incomingBytes = metrics.entrySet().stream()
                    .filter(entry -> isIncomingBytes(entry.getKey()))
                    .map(Map.Entry<MetricName, ? extends Metric>::getValue)
                    .findAny()
                    .orElse(null);
        }
        return incomingBytes != null && incomingBytes.metricValue() instanceof Number bytes ? bytes.longValue() : 0;
    }

    private static boolean isIncomingBytes(MetricName name) {
        return name.name().equals("incoming-byte-total") && name.group().equals("consumer-metrics");
    }

    /** How far the position is above the start of the log, as of the newest fetch. */
    OptionalLong lead(TopicPartition partition) {
        var lead = lead(partition, partition.topic());
        if (lead == null) {
            lead = lead(partition, partition.topic().replace('.', '_')); // as older clients write it
        }
        return lead != null && lead.metricValue() instanceof Double value && !value.isNaN()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    private @Nullable Metric lead(TopicPartition partition, String topic) {
        var tags = Map.of("client-id", clientId, "topic", topic, "partition", Integer.toString(partition.partition()));
        return metrics.get(new MetricName("records-lead", "consumer-fetch-manager-metrics", "", tags));
    }
}
