package io.github.parallelconsumer.tools;

import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics. Immutable. */
record TopicReader(TestKafka kafka, String isolation) {

    /** As those who must see each redriven record once. */
    static TopicReader committed(TestKafka kafka) {
        return new TopicReader(kafka, "read_committed");
    }

    /** As those who also see what was never committed, which is Kafka's default. */
    static TopicReader uncommitted(TestKafka kafka) {
        return new TopicReader(kafka, "read_uncommitted");
    }

    /** All records of a topic, up to its end at the time of the call. */
    List<ConsumerRecord<byte[], String>> read(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                isolation,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], String>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    List<String> values(String topic) {
        return read(topic).stream().map(ConsumerRecord::value).toList();
    }
}
