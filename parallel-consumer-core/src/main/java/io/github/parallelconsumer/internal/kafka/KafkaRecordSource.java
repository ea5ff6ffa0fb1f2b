package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Records from, and offsets to, Kafka: the only class that calls its consumer. Confined to the consumer thread. */
public final class KafkaRecordSource implements RecordSource {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final LongSupplier nanoTime;
    private @Nullable Metric incomingBytes;

    private KafkaRecordSource(KafkaConsumer<byte[], byte[]> consumer, List<String> topics, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.topics = topics;
    }

    /**
     * Makes the client; does not wait for a broker.
     *
     * @throws ConfigurationException if the client refuses its settings
     */
    public static KafkaRecordSource create(ParallelConsumerConfig<?, ?> config, LongSupplier nanoTime) {
        try {
            return new KafkaRecordSource(new KafkaConsumer<>(config.kafkaProperties()), config.topics(), nanoTime);
        } catch (KafkaException e) {
            var reason = e.getCause() == null ? e : e.getCause();
            throw new ConfigurationException(
                    List.of("Kafka's consumer refuses its settings: " + reason.getMessage()), e);
        }
    }

    @Override
    public void subscribe(AssignmentListener listener) {
        consumer.subscribe(topics, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                listener.assigned(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                listener.revoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                listener.lost(partitions);
            }
        });
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            return ConsumerRecords.empty(); // the wakeup has done its work: the poll is over
        }
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        consumer.pause(assignedOf(partitions));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        consumer.resume(assignedOf(partitions));
    }

    private Set<TopicPartition> assignedOf(Collection<TopicPartition> partitions) {
        var assigned = new HashSet<>(partitions);
        assigned.retainAll(consumer.assignment());
        return assigned;
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        consumer.commitAsync(offsets, (committed, failure) -> callback.ended(failure));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitBy(nanoTime.getAsLong() + timeout.toNanos(), offsets);
    }

    private void commitBy(long deadline, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong())));
        } catch (WakeupException e) {
            commitBy(deadline, offsets); // meant for the poll in whose callback this commits, or that had just ended
        }
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        var unknown = new HashSet<String>();
        for (var topic : topics) {
            if (!exists(topic, timeout)) {
                unknown.add(topic);
            }
        }
        return unknown;
    }

    private boolean exists(String topic, Duration timeout) {
        try {
            return !consumer.partitionsFor(topic, timeout).isEmpty();
        } catch (WakeupException e) {
            return exists(topic, timeout); // meant for a poll that had ended by then
        }
    }

    @Override
    public long bytesReceived() {
        if (incomingBytes == null) {
            incomingBytes = consumer.metrics().entrySet().stream()
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

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close(Duration timeout) {
        consumer.close(CloseOptions.timeout(timeout));
    }
}
