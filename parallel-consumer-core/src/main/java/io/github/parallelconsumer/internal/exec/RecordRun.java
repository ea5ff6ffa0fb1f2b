package io.github.parallelconsumer.internal.exec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link InFlightRecord} knows in addition when it stands for several records of a partition that were polled one
 * after another. Confined to the consumer thread before the dispatch; then each method to the thread that it says. Meeting
 * place: what is shed is handed by the record's thread to the consumer thread.
 */
final class RecordRun {

    private final PolledRecords polled;
    /** The index of the first of the run. */
    private final int start;
    /** Up to which of the run the record's thread goes. */
    private int end;
    /** How many there are for all that the consumer thread knows. */
    private int size;
    /** How many of them the consumer thread has counted as ended. */
    private int counted;

    private volatile @Nullable InFlightRecord shed;

    /** Records of a poll, from one of them on. */
    RecordRun(PolledRecords polled, int start, int size) {
        this.polled = polled;
        this.start = start;
        this.size = size;
        end = size;
    }

    /** Makes it longer by the next records of the poll, before the dispatch. */
    void grow(int count) {
        size += count;
        end += count;
    }

    /** One that is not counted as ended. By either thread. */
    ConsumerRecord<byte[], byte[]> get(int index) {
        return polled.get(start + index);
    }

    boolean headerless() {
        return polled.headerless();
    }

    /** Whether there are any behind the current one, when so many are done. By the record's thread. */
    boolean more(int done) {
        return done + 1 < end;
    }

    /** Parts with those behind the current one, and returns them. By the record's thread. */
    RecordRun cutBehind(int done) {
        int cut = done + 1;
        var rest = new RecordRun(polled, start + cut, end - cut);
        end = cut;
        return rest;
    }

    /** Hands those that it parted with to the consumer thread. By the record's thread. */
    void shed(InFlightRecord rest) {
        shed = rest;
    }

    /** What was shed, the first time it is asked for; from then on the run is without it. By the consumer thread. */
    @Nullable
    InFlightRecord takeShed() {
        var rest = shed;
        if (rest != null) {
            shed = null; // it would keep all that were shed one after another in memory
            size -= rest.size();
        }
        return rest;
    }

    /** How many records there are, those that have ended included. By the consumer thread. */
    int size() {
        return size;
    }

    /** How many are counted as ended. By the consumer thread. */
    int counted() {
        return counted;
    }

    /** Counts so many as ended, and lets go of them. By the consumer thread. */
    void count(int upTo) {
        polled.forget(start + counted, start + upTo);
        counted = upTo;
    }

    /** How many bytes those take that are not counted as ended, up to one of them. By the consumer thread. */
    long bytesUpTo(int index) {
        return polled.bytes(start + counted, start + index);
    }
}
