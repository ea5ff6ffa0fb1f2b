package io.github.parallelconsumer.internal.exec;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition and one poll, of which runs are made, and what they take. Measured by the consumer thread before
 * the dispatch, and from then on unchanged but for what is {@linkplain #forget forgotten}: those that have ended, which
 * nobody reads again.
 */
public final class PolledRecords {

    private final @Nullable ConsumerRecord<byte[], byte[]>[] records;
    /** The bytes of the records below each index. */
    private final long[] bytesBelow;

    /** Below which each is measured or forgotten. */
    private int known;

    private boolean headerless = true;

    /** What was polled, not measured yet. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public PolledRecords(List<ConsumerRecord<byte[], byte[]>> polled) {
        records = polled.toArray(new ConsumerRecord[0]);
        bytesBelow = new long[records.length + 1];
    }

    /** Measures those that are to run, and forgets those before them of which that was never said. */
    public void measure(int from, int to) {
        forget(known, from);
        long bytes = bytesBelow[known];
        bytesBelow[from] = bytes;
        boolean without = headerless;
        for (int i = from; i < to; i++) {
            var raw = get(i);
            var headers = raw.headers().toArray();
            without &= headers.length == 0;
            bytes += PolledRecord.bytesOf(raw, headers);
            bytesBelow[i + 1] = bytes;
        }
        headerless = without;
        known = to;
    }

    /** No others will be measured. */
    public void forgetTheRest() {
        forget(known, records.length);
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
