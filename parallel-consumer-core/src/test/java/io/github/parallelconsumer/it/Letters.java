package io.github.parallelconsumer.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.DeadLetterHeaders;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The letters in a dead letter topic. Immutable. */
record Letters(List<ConsumerRecord<byte[], byte[]>> all) {

    /** Reads what is there now. */
    static Letters read(TestKafka kafka, String topic) {
        var ends = kafka.endOffsets(topic);
        var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
        }
        return new Letters(List.copyOf(read));
    }

    /** How often there is a letter of each record, by the partition and the offset it came from, as {@code 0@17}. */
    Map<String, Long> counts() {
        return all.stream().collect(groupingBy(Letters::origin, counting()));
    }

    /** The partition and the offset that a letter's record came from, as {@code 0@17}. */
    static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.PARTITION) + "@" + header(letter, DeadLetterHeaders.OFFSET);
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), UTF_8);
    }
}
