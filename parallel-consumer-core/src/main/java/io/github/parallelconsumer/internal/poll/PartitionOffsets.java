package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.OffsetTracker;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far an assigned partition is: delivered, finished, committed. Confined to the consumer thread.
 *
 * <p>What the commit before the assignment says of records that have not come yet is kept until they come, and told again in
 * each commit: a member that dies soon must not lose what an earlier one had finished.
 *
 * <p>INV-MAP: an offset and its map are of one moment; the partition is clean only when the broker has acknowledged exactly
 * what would be committed now.
 */
final class PartitionOffsets {

    static final long UNKNOWN = -1;

    /** What a commit says of a partition. */
    record Snapshot(OffsetAndMetadata offset, long version) {}

    private final OffsetTracker tracker = new OffsetTracker();
    private OffsetRuns earlier = OffsetRuns.NONE;
    private long lastDelivered = UNKNOWN;
    private @Nullable OffsetAndMetadata next;
    private @Nullable OffsetAndMetadata acknowledged;
    /** Counts what may change the next commit. */
    private long version;

    private long cleanVersion;

    /** Takes in what the commit before the assignment says; called before anything is delivered. */
    void finishedEarlier(OffsetRuns runs) {
        earlier = runs;
    }

    /** Whether a record with this offset continues what was delivered before. */
    boolean continuesWith(long offset) {
        return offset > lastDelivered;
    }

    /** Takes delivered records in between whose offsets none is missing, and returns the number of the first. */
    long accept(long first, int count) {
        forgetEarlierUnlessFrom(first);
        long last = first + count - 1;
        if (earlier != OffsetRuns.NONE && last >= earlier.highest()) { // a store each time would be a fence (G1)
            earlier = OffsetRuns.NONE;
        }
        lastDelivered = last;
        return tracker.accept(first, count);
    }

    /** Takes a delivered record in if it was finished before the assignment, so that it need not run. */
    boolean acceptFinished(long offset) {
        forgetEarlierUnlessFrom(offset);
        if (!earlier.isFinished(offset)) {
            return false;
        }
        complete(accept(offset, 1));
        return true;
    }

    /** Whether a record was finished before the assignment, once {@link #acceptFinished} was asked about one before it. */
    boolean isFinishedEarlier(long offset) {
        return earlier.isFinished(offset);
    }

    void complete(long sequence) {
        tracker.complete(sequence);
        version++;
    }

    /** Takes in that records which follow one another have ended. */
    void complete(long first, int count) {
        if (count == 1) {
            complete(first);
        } else if (count > 0) {
            tracker.complete(first, count);
            version++;
        }
    }

    /** Notes where the client will poll next, which lies above gaps at the end of what was delivered. */
    void polledUpTo(OffsetAndMetadata position) {
        if (position.offset() > lastDelivered) {
            forgetEarlierUnlessFrom(position.offset());
            next = position;
            if (acknowledged == null || tracker.allFinished()) {
                version++;
            }
        }
    }

    /** Someone has set the partition back, or its log is another one: what was finished then is of no use. */
    private void forgetEarlierUnlessFrom(long offset) {
        if (lastDelivered == UNKNOWN && offset < earlier.base()) {
            earlier = OffsetRuns.NONE;
        }
    }

    /** The lowest offset not known to be finished; -1 before the first poll. */
    long watermark() {
        if (!tracker.allFinished()) {
            return tracker.watermark(UNKNOWN);
        }
        return next == null ? UNKNOWN : earlier.firstUnfinished(next.offset());
    }

    /** Where the client will poll next, or null before the first poll. */
    @Nullable
    OffsetAndMetadata next() {
        return next;
    }

    /** The offset that the broker has acknowledged for this assignment; -1 before. */
    long committed() {
        return acknowledged == null ? UNKNOWN : acknowledged.offset();
    }

    int incomplete() {
        return tracker.incomplete();
    }

    long span() {
        return tracker.span();
    }

    long finishedAboveWatermark() {
        return tracker.finishedAboveWatermark();
    }

    /** Whether nothing may have changed since the broker acknowledged what was committed. */
    boolean clean() {
        return version == cleanVersion || watermark() == UNKNOWN;
    }

    /** Marks the cells that hold an offset delivered and not below the watermark; see {@link OffsetTracker#markAccepted}. */
    void markDelivered(long base, long width, boolean[] cells) {
        tracker.markAccepted(base, width, cells);
    }

    /** Shows each offset that is delivered and not finished, also those that nobody will finish under this assignment. */
    void forEachUnfinished(LongConsumer action) {
        tracker.forEachUnfinished(action);
    }

    /** The finished records above the watermark, as the text that goes next to it. */
    String map(int mostChars) {
        long watermark = watermark();
        var builder = OffsetMapCodec.builder(watermark, mostChars);
        tracker.addTo(builder);
        earlier.addTo(builder, Math.max(watermark, lastDelivered + 1));
        return OffsetMapCodec.encode(builder.build(), mostChars);
    }

    /** What the next commit is to say, or null when the broker has acknowledged just that. */
    @Nullable
    Snapshot snapshot(OffsetAndMetadata offset) {
        if (offset.equals(acknowledged)) {
            cleanVersion = version;
            return null;
        }
        return new Snapshot(offset, version);
    }

    void acknowledged(Snapshot snapshot) {
        acknowledged = snapshot.offset();
        cleanVersion = snapshot.version();
    }

    /** Has the next commit made anew, though the broker has acknowledged one. */
    void touch() {
        version++;
    }
}
