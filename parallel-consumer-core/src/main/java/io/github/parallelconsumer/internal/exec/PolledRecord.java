package io.github.parallelconsumer.internal.exec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * An in-flight record as it was polled. A part of {@link InFlightRecord}, so that a record stays one object. The record is
 * immutable but for its headers, which belong to the record's thread once they have been read for the dispatch.
 */
abstract sealed class PolledRecord permits LaneMember {

    private static final Header[] NO_HEADERS = {};

    private final ConsumerRecord<byte[], byte[]> raw;
    /** Whether the handler was given {@link #raw} itself. */
    private boolean handedOver;

    PolledRecord(ConsumerRecord<byte[], byte[]> raw) {
        this.raw = raw;
    }

    /** The record as it was polled; for its headers ask {@link #headers()}. */
    public final ConsumerRecord<byte[], byte[]> raw() {
        return raw;
    }

    /**
     * Notes that the handler is given the record as it was polled rather than a copy, if it may be: once, and without
     * headers, to which the handler might add. By the record's thread.
     */
    final boolean handOver() {
        if (handedOver || raw.headers().toArray().length > 0) {
            return false;
        }
        handedOver = true;
        return true;
    }

    /** The headers it was polled with. By the record's thread. */
    final Header[] headers() {
        return handedOver ? NO_HEADERS : raw.headers().toArray();
    }

    /** The record with the headers it was polled with. By the record's thread. */
    final ConsumerRecord<byte[], byte[]> asPolled() {
        return handedOver ? withoutHeaders(raw) : raw;
    }

    private static ConsumerRecord<byte[], byte[]> withoutHeaders(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                new RecordHeaders(),
                record.leaderEpoch(),
                record.deliveryCount());
    }
}
