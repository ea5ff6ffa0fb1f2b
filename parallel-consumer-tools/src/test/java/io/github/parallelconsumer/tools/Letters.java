package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Makes dead letters as consumers of this library leave them. Confined to the test's thread. */
final class Letters {

    static final long SOURCE_TIMESTAMP = 1_234;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] key = "key".getBytes(UTF_8);
    private byte[] value = "value".getBytes(UTF_8);

    private Letters() {}

    static Letters from(String topic, int partition) {
        return new Letters()
                .header("own", "1")
                .header(DeadLetterHeaders.TOPIC, topic)
                .header(DeadLetterHeaders.PARTITION, Integer.toString(partition))
                .header(DeadLetterHeaders.OFFSET, "7")
                .header(DeadLetterHeaders.TIMESTAMP, Long.toString(SOURCE_TIMESTAMP))
                .header(DeadLetterHeaders.GROUP, "orders-group")
                .header(DeadLetterHeaders.ATTEMPTS, "10")
                .header(DeadLetterHeaders.EXCEPTION, "java.io.IOException")
                .header(DeadLetterHeaders.MESSAGE, "disk full")
                .header(DeadLetterHeaders.STACK_TRACE, "java.io.IOException: disk full");
    }

    /** One that something else wrote. */
    static Letters foreign() {
        return new Letters().header("own", "1");
    }

    Letters header(String name, String text) {
        headers.put(name, text);
        return this;
    }

    Letters exception(String name) {
        return header(DeadLetterHeaders.EXCEPTION, name);
    }

    Letters redrives(int count) {
        return header(DeadLetterHeaders.REDRIVES, Integer.toString(count));
    }

    Letters key(byte[] bytes) {
        key = bytes;
        return this;
    }

    Letters value(byte[] bytes) {
        value = bytes;
        return this;
    }

    Letters value(String text) {
        return value(text.getBytes(UTF_8));
    }

    ProducerRecord<byte[], byte[]> to(String deadLetterTopic) {
        return new ProducerRecord<>(deadLetterTopic, null, null, key, value, kafkaHeaders());
    }

    /** As if it had been read at this offset, having been written at this time. */
    Letter at(long offset, long timestamp) {
        return Letter.of(new ConsumerRecord<>(
                "orders-dlt",
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                kafkaHeaders(),
                Optional.empty()));
    }

    Letter at(long offset) {
        return at(offset, 0);
    }

    private Headers kafkaHeaders() {
        var all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(UTF_8)));
        return all;
    }
}
