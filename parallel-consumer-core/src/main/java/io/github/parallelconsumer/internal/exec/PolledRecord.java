package io.github.parallelconsumer.internal.exec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * An in-flight record as it was polled. A part of {@link InFlightRecord}, so that a record stays one object. The record is
 * immutable but for its headers, which belong to the record's thread once they have been read for the dispatch.
 */
abstract sealed class PolledRecord permits LaneMember {

    private static final Header[] NO_HEADERS = {};

    private ConsumerRecord<byte[], byte[]> raw;
    private int bytes;
    /** Whether it is known to have no headers, as all of its run: a look would fetch them from another core's cache. */
    private boolean headerless;
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
     * Reads its size and its headers, before the dispatch: an unread header keeps the buffer of its whole fetch alive, and
     * decoding it is not thread-safe in old clients.
     */
    public final void measure() {
        var headers = raw.headers().toArray(); // an iterator would cost objects even without headers
        headerless = headers.length == 0;
        bytes = bytesOf(raw, headers);
    }

    /** How many bytes its key, value and headers took when it was measured. */
    final int measured() {
        return bytes;
    }

    /** Whether it is known to have no headers. */
    final boolean headerless() {
        return headerless;
    }

    /** Notes whether all of its run are known to have no headers. Before the dispatch. */
    final void headerless(boolean known) {
        headerless = known;
    }

    /** Makes the next of a run the current record. By the record's thread. */
    final void goOnTo(ConsumerRecord<byte[], byte[]> next) {
        raw = next;
        handedOver = false;
    }

    /**
     * Notes that the handler is given the record as it was polled rather than a copy, if it may be: once, and without
     * headers, to which the handler might add. By the record's thread.
     */
    final boolean handOver() {
        if (handedOver || !(headerless || raw.headers().toArray().length == 0)) {
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

    /** How many bytes key, value and these headers take. */
    static int bytesOf(ConsumerRecord<byte[], byte[]> raw, Header[] headers) {
        int bytes = length(raw.serializedKeySize(), raw.key()) + length(raw.serializedValueSize(), raw.value());
        for (var header : headers) {
            var value = header.value();
            bytes += header.key().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    /** Reads the array only when the record does not say its size: it is far from the record in memory. */
    private static int length(int said, byte @Nullable [] part) {
        return said >= 0 ? said : part == null ? 0 : part.length;
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
