package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record of the dead letter topic, and what its headers say. Immutable.
 *
 * @param source where it came from; null when its headers do not say so
 * @param sourceTimestamp the timestamp it had there; null when its headers do not say so
 */
record Letter(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable TopicPartition source,
        @Nullable Long sourceTimestamp,
        String exception,
        long redrives,
        boolean valueDropped) {

    static Letter of(ConsumerRecord<byte[], byte[]> read) {
        var topic = text(read, DeadLetterHeaders.TOPIC).filter(name -> !name.isBlank());
        var partition = number(read, DeadLetterHeaders.PARTITION).filter(n -> n >= 0 && n <= Integer.MAX_VALUE);
        var timestamp = number(read, DeadLetterHeaders.TIMESTAMP).filter(n -> n >= 0);
        return new Letter(
                read,
                topic.isPresent() && partition.isPresent()
                        ? new TopicPartition(topic.get(), partition.get().intValue())
                        : null,
                timestamp.orElse(null),
                text(read, DeadLetterHeaders.EXCEPTION).orElse(""),
                number(read, DeadLetterHeaders.REDRIVES).orElse(0L),
                read.headers().lastHeader(DeadLetterHeaders.DROPPED_VALUE) != null);
    }

    /** Why it cannot be sent back where a record may go round this often; nothing if it can. */
    Optional<Refusal> refusal(int maxRedrives) {
        if (source == null) {
            return Optional.of(Refusal.NO_SOURCE);
        }
        if (valueDropped) {
            return Optional.of(Refusal.VALUE_DROPPED);
        }
        return redrives >= maxRedrives ? Optional.of(Refusal.TOO_MANY_REDRIVES) : Optional.empty();
    }

    boolean fits(LetterFilter filter) {
        return source != null && filter.accepts(exception, source.topic(), source.partition(), record.timestamp());
    }

    /**
     * The record to send: the original bytes and headers, and how often it has been sent.
     *
     * @param partition null to let the producer choose by key
     * @param timestamp null for the time of sending
     */
    ProducerRecord<byte[], byte[]> returning(String topic, @Nullable Integer partition, @Nullable Long timestamp) {
        var headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                headers.add(header);
            }
        }
        headers.add(DeadLetterHeaders.REDRIVES, Long.toString(redrives + 1).getBytes(UTF_8));
        return new ProducerRecord<>(topic, partition, timestamp, record.key(), record.value(), headers);
    }

    /** For a letter that was not refused. */
    TopicPartition knownSource() {
        return Objects.requireNonNull(source);
    }

    /** For people: where it lies. */
    String place() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static Optional<String> text(ConsumerRecord<?, ?> read, String name) {
        var header = read.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static Optional<Long> number(ConsumerRecord<?, ?> read, String name) {
        return text(read, name).flatMap(Letter::parse);
    }

    private static Optional<Long> parse(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            // Written by something else.
            return Optional.empty();
        }
    }
}
