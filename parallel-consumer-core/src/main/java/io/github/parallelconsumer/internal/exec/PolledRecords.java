package io.github.parallelconsumer.internal.exec;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition and one poll, of which runs are made, and what they take. Filled by the consumer thread before
 * the dispatch, and from then on unchanged but for what is {@linkplain #forget forgotten}: those that have ended, which
 * nobody reads again.
 */
public final class PolledRecords {

    private final @Nullable ConsumerRecord<byte[], byte[]>[] records;
    /** The bytes of the records below each index. */
    private final long[] bytesBelow;

    private int count;
    private boolean headerless = true;

    /** None, with room for so many. */
    public PolledRecords(int most) {
        records = empty(most);
        bytesBelow = new long[most + 1];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable ConsumerRecord<byte[], byte[]>[] empty(int length) {
        return new ConsumerRecord[length];
    }

    /** Adds one and returns its index. */
    public int add(ConsumerRecord<byte[], byte[]> raw) {
        var headers = raw.headers().toArray();
        headerless &= headers.length == 0;
        records[count] = raw;
        bytesBelow[count + 1] = bytesBelow[count] + PolledRecord.bytesOf(raw, headers);
        return count++;
    }

    ConsumerRecord<byte[], byte[]> get(int index) {
        var found = records[index];
        if (found == null) {
            throw new IllegalStateException("record " + index + " of the poll has been forgotten");
        }
        return found;
    }

    long bytes(int from, int to) {
        return bytesBelow[to] - bytesBelow[from];
    }

    /** Whether none that was added has headers. */
    boolean headerless() {
        return headerless;
    }

    void forget(int from, int to) {
        Arrays.fill(records, from, to, null);
    }
}
