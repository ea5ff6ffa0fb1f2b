package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Place;
import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all dead letters that there are. Stateless. */
final class LetterReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private LetterReader() {}

    /** How many letters there are of each record. */
    static Map<Place, Integer> read(String bootstrapServers, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        var letters = new HashMap<Place, Integer>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(letter -> letters.merge(place(letter), 1, Integer::sum));
            }
        }
        return letters;
    }

    private static Place place(ConsumerRecord<byte[], byte[]> letter) {
        return new Place(
                Integer.parseInt(header(letter, DeadLetterHeaders.PARTITION)),
                Long.parseLong(header(letter, DeadLetterHeaders.OFFSET)));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("a dead letter has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
