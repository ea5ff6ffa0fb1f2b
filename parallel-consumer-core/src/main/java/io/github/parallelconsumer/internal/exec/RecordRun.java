package io.github.parallelconsumer.internal.exec;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link InFlightRecord} knows in addition when it stands for several records of a partition that were polled one
 * after another. Confined to the consumer thread before the dispatch; then each method to the thread that it says. Meeting
 * place: what was shed is handed by the record's thread to the consumer thread.
 */
final class RecordRun {

    /** All of them; those that are counted as ended, or are shed, are forgotten. */
    private final @Nullable ConsumerRecord<byte[], byte[]>[] records;
    /** Up to which of them the record's thread goes. */
    private int end;
    /** Of how many the consumer thread knows. */
    private int size;
    /** How many of them the consumer thread has counted as ended. */
    private int counted;
    /** The bytes of those it stands for: of all, until one is in trouble, then of that one alone. */
    private long bytes;
    /** The bytes of those done before the one in trouble. */
    private long bytesDone;

    private boolean troubled;
    private volatile @Nullable InFlightRecord shed;
    private boolean shedTaken;

    /**
     * A run of one record.
     *
     * @param most how many there may be
     */
    RecordRun(ConsumerRecord<byte[], byte[]> first, long bytes, int most) {
        records = empty(most);
        add(first, bytes);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable ConsumerRecord<byte[], byte[]>[] empty(int length) {
        return new ConsumerRecord[length];
    }

    /** Adds a record, before the dispatch. */
    void add(ConsumerRecord<byte[], byte[]> next, long nextBytes) {
        records[end++] = next;
        size = end;
        bytes += nextBytes;
    }

    /** How many records there are, those that have ended included. By the consumer thread. */
    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** How many are counted as ended. By the consumer thread. */
    int counted() {
        return counted;
    }

    /** Counts so many as ended, and lets go of them. By the consumer thread. */
    void count(int upTo) {
        Arrays.fill(records, counted, upTo, null);
        counted = upTo;
    }

    /** One that is not counted as ended. By either thread. */
    ConsumerRecord<byte[], byte[]> get(int index) {
        var found = records[index];
        if (found == null) {
            throw new IllegalStateException("record " + index + " of the run has been forgotten");
        }
        return found;
    }

    /** Whether there are any behind the current one, when so many are done. By the record's thread. */
    boolean more(int done) {
        return done + 1 < end;
    }

    /** Whether the current record has been in trouble before. By the record's thread. */
    boolean troubled() {
        return troubled;
    }

    /** The current record is in trouble: those behind it are no longer of this run; returns them, oldest first. By the
     * record's thread. */
    ConsumerRecord<byte[], byte[]>[] cutBehind(int done) {
        troubled = true;
        @SuppressWarnings("NullAway") // what has not ended is not forgotten
        ConsumerRecord<byte[], byte[]>[] rest = Arrays.copyOfRange(records, done + 1, end);
        Arrays.fill(records, done + 1, end, null);
        end = done + 1;
        return rest;
    }

    /** From now on the bytes are those of the current record, and what it has shed is not of this run. By the record's thread. */
    void leaveTo(long own, @Nullable InFlightRecord rest) {
        bytesDone = bytes - own - (rest == null ? 0 : rest.bytes());
        bytes = own;
        shed = rest;
    }

    /** What was shed, the first time it is asked for; from then on the run is without it. By the consumer thread. */
    @Nullable
    InFlightRecord takeShed() {
        var rest = shed;
        if (rest == null || shedTaken) {
            return null;
        }
        shedTaken = true;
        size -= rest.size();
        return rest;
    }

    /** The bytes of those done before the one in trouble, the first time they are asked for. By the consumer thread. */
    long takeBytesDone() {
        long taken = bytesDone;
        bytesDone = 0;
        return taken;
    }
}
