package io.github.parallelconsumer.internal.memory;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The records of one partition, the position in them and the committed offset. Guarded by its source's lock. */
final class InMemoryLog {

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private int nextIndex;
    private long start;
    private @Nullable OffsetAndMetadata committed;

    void append(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < endOffset()) {
            throw new IllegalArgumentException("offset " + record.offset() + " is below the end, " + endOffset());
        }
        records.add(record);
    }

    long endOffset() {
        return records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
    }

    boolean hasNext() {
        return nextIndex < records.size();
    }

    /** Takes up to so many records from the position on; copies, since a handler may add to their headers. */
    List<ConsumerRecord<byte[], byte[]>> take(int most) {
        int from = nextIndex;
        nextIndex = Math.min(records.size(), from + most);
        return records.subList(from, nextIndex).stream().map(InMemoryLog::copy).toList();
    }

    private static ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> record) {
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
                new RecordHeaders(record.headers()),
                record.leaderEpoch(),
                record.deliveryCount());
    }

    /** Where the next poll goes on. */
    long position() {
        return hasNext() ? records.get(nextIndex).offset() : endOffset();
    }

    /** Goes to the first record at the offset or above. */
    void seek(long offset) {
        nextIndex = 0;
        while (hasNext() && records.get(nextIndex).offset() < offset) {
            nextIndex++;
        }
    }

    /** Where the log begins. */
    long start() {
        return start;
    }

    /** Deletes records, and moves the position up if it was among them. */
    void deleteBefore(long offset) {
        start = offset;
        if (position() < offset) {
            seek(offset);
        }
    }

    @Nullable
    OffsetAndMetadata committed() {
        return committed;
    }

    void commit(OffsetAndMetadata offset) {
        committed = offset;
    }
}
