package io.github.parallelconsumer.bench.peers;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a new topic once and drops what it reads: the first reader finds a broker that has not compiled its code for
 * reading yet, and that should not be the first contender. Stateless.
 */
final class FirstRead {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private FirstRead() {}

    static void of(String bootstrapServers, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long left = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (left > 0) {
                int read = consumer.poll(PATIENCE).count();
                if (read == 0) {
                    throw new IllegalStateException("the last " + left + " records of the topic cannot be read");
                }
                left -= read;
            }
        }
    }
}
