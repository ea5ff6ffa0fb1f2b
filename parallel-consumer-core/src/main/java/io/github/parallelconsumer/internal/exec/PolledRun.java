package io.github.parallelconsumer.internal.exec;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records of an {@link InFlightRecord} as they were polled, and which of them is the current one. A part of that class,
 * so that a record stays one object, and a run of records costs a reference for each. Records are immutable but for their
 * headers, which belong to the record's thread once they have been read for the dispatch. Confined to the consumer thread
 * before the dispatch, to the record's thread afterwards; where a method says so, to the consumer thread again.
 */
abstract sealed class PolledRun permits LaneMember {

    private static final Header[] NO_HEADERS = {};

    /** The current one. */
    private ConsumerRecord<byte[], byte[]> raw;
    /** Whether the handler was given {@link #raw} itself. */
    private boolean handedOver;
    /** All of them, if there are several; the consumer thread forgets those that have ended. */
    private @Nullable ConsumerRecord<byte[], byte[]> @Nullable [] run;
    /** Up to which of them the record's thread goes. */
    private int end = 1;

    PolledRun(ConsumerRecord<byte[], byte[]> raw) {
        this.raw = raw;
    }

    /** Adds a record before the dispatch, when there are so many already of as many as may come. */
    final void add(ConsumerRecord<byte[], byte[]> next, int most) {
        if (run == null) {
            run = newRun(most);
            run[0] = raw;
        }
        run[end++] = next;
    }

    /** The current record as it was polled; for its headers ask {@link #headers()}. */
    public final ConsumerRecord<byte[], byte[]> raw() {
        return raw;
    }

    /** A record of the run that the consumer thread has not forgotten. By the consumer thread. */
    final ConsumerRecord<byte[], byte[]> raw(int index) {
        var found = run == null ? raw : run[index];
        if (found == null) {
            throw new IllegalStateException("record " + index + " of the run has been forgotten");
        }
        return found;
    }

    /** Lets go of records of the run. */
    final void forget(int from, int to) {
        if (run != null) {
            Arrays.fill(run, from, to, null);
        }
    }

    /** Whether there are records behind the current one. */
    final boolean more(int done) {
        return done + 1 < end;
    }

    /** Makes the next record the current one, when so many are done. */
    final void advance(int done) {
        raw = raw(done);
        handedOver = false;
    }

    /** Parts with the records behind the current one, and returns them, oldest first. */
    final ConsumerRecord<byte[], byte[]>[] cutBehind(int done) {
        @SuppressWarnings("NullAway") // what has not ended is not forgotten
        ConsumerRecord<byte[], byte[]>[] rest = Arrays.copyOfRange(run, done + 1, end);
        forget(done + 1, end);
        end = done + 1;
        return rest;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable ConsumerRecord<byte[], byte[]>[] newRun(int length) {
        return new ConsumerRecord[length];
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

    /** How many bytes the current record takes, whatever the handler has added to it. By the record's thread. */
    final int bytesOfCurrent() {
        return bytesOf(raw, headers());
    }

    /**
     * How many bytes key, value and headers take. Reads the headers: an unread one keeps the buffer of its whole fetch
     * alive, and decoding it is not thread-safe in old clients.
     */
    public static int bytesOf(ConsumerRecord<byte[], byte[]> raw) {
        return bytesOf(raw, raw.headers().toArray()); // an iterator would cost objects even without headers
    }

    private static int bytesOf(ConsumerRecord<byte[], byte[]> raw, Header[] headers) {
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
