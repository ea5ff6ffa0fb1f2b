package io.github.parallelconsumer.internal.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.config.Ordering;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record of the log, and whether a member of the group has finished it. Confined to the simulation's carrier. */
final class LogRecord {

    final TopicPartition partition;
    final long offset;
    final @Nullable String key;
    boolean finished;

    LogRecord(TopicPartition partition, long offset, @Nullable String key) {
        this.partition = partition;
        this.offset = offset;
        this.key = key;
    }

    /** What tells its lane from others: itself where it has no order to keep. */
    Object lane(Ordering ordering) {
        return switch (ordering) {
            case Ordering.Unordered unordered -> this;
            case Ordering.ByKey byKey -> key == null ? this : partition + "/" + key;
            case Ordering.ByPartition byPartition -> partition;
        };
    }

    String value() {
        return "v" + this;
    }

    ConsumerRecord<byte[], byte[]> asPolled() {
        var keyBytes = key == null ? null : key.getBytes(UTF_8);
        var raw = new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, keyBytes, value().getBytes(UTF_8));
        if (offset % 3 == 0) {
            raw.headers().add("h", new byte[] {1});
        }
        return raw;
    }

    int bytes() {
        return (key == null ? 0 : key.length()) + value().length() + (offset % 3 == 0 ? 2 : 0);
    }

    @Override
    public String toString() {
        return partition.partition() + "@" + offset;
    }
}
