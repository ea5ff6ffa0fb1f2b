package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Hold;
import io.github.parallelconsumer.internal.offset.OffsetTracker;
import io.github.parallelconsumer.spi.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One assigned partition: what of it is in flight, finished and committed. Confined to the consumer thread. */
final class PartitionState {

    private static final long UNKNOWN = -1;

    private final AssignmentToken token;
    private final OffsetTracker tracker = new OffsetTracker();
    private final InFlightList inFlight = new InFlightList();
    private final HeldLanes held = new HeldLanes();
    private int dispatched;
    private int awaited;
    private int runningWhenReleased;
    private int finishedWhileReleasing;
    private int interruptedWhileReleasing;
    private int droppedWhileReleasing;
    private long lastDelivered = UNKNOWN;
    private @Nullable OffsetAndMetadata next;
    private long committed = UNKNOWN;
    private boolean paused;

    PartitionState(AssignmentToken token) {
        this.token = token;
    }

    AssignmentToken token() {
        return token;
    }

    TopicPartition partition() {
        return token.partition();
    }

    /** Whether a record with this offset continues what was delivered before. */
    boolean continuesWith(long offset) {
        return offset > lastDelivered;
    }

    /** Takes a delivered record in. */
    InFlightRecord accept(ConsumerRecord<byte[], byte[]> raw) {
        lastDelivered = raw.offset();
        var record = new InFlightRecord(raw, token, tracker.accept(raw.offset()));
        inFlight.add(record);
        dispatched++;
        return record;
    }

    /** Notes where the client will poll next, which lies above gaps at the end of what was delivered. */
    void polledUpTo(OffsetAndMetadata position) {
        if (position.offset() > lastDelivered) {
            next = position;
        }
    }

    /** Where the client was to go on after what it has delivered; -1 before the first poll. */
    long expected() {
        return next == null ? UNKNOWN : next.offset();
    }

    /** Takes an ended record out. */
    void complete(InFlightRecord record) {
        dispatched--;
        inFlight.remove(record);
        held.ended(record);
        var finished = record.outcome().finished();
        if (finished) {
            tracker.complete(record.sequence());
        }
        if (record.awaited()) {
            awaited--;
            finishedWhileReleasing += finished ? 1 : 0;
            droppedWhileReleasing += record.outcome() instanceof Outcome.Dropped ? 1 : 0;
        }
    }

    /** Closes the assignment: nothing of it starts any more, what runs is awaited. */
    void beginRelease() {
        if (token.closed()) {
            return; // within a release, by a poll that told of another: everything is counted already
        }
        token.close();
        inFlight.forEach(record -> {
            if (record.drop() || record.isDropped()) { // its thread may have seen the closed token first
                droppedWhileReleasing++;
            } else {
                record.await();
                awaited++;
            }
        });
        runningWhenReleased = awaited;
    }

    /** Interrupts what runs. */
    void interruptAwaited() {
        inFlight.forEach(record -> interruptedWhileReleasing += record.interrupt() ? 1 : 0);
    }

    /** Tells the records that queue in these lanes that they are given up. */
    void tellFollowers(Set<Hold<InFlightRecord>> givenUp) {
        inFlight.forEach(record -> held.tellFollower(record, givenUp));
    }

    /** Unlinks what is still in flight: a record that never ends must not keep the others in memory. */
    void letGo() {
        inFlight.forEach(inFlight::remove);
    }

    /** Records that were running when the release began, and have not ended. */
    int awaited() {
        return awaited;
    }

    int runningWhenReleased() {
        return runningWhenReleased;
    }

    int finishedWhileReleasing() {
        return finishedWhileReleasing;
    }

    int interruptedWhileReleasing() {
        return interruptedWhileReleasing;
    }

    int droppedWhileReleasing() {
        return droppedWhileReleasing;
    }

    /** Records dispatched whose completions have not been drained, without those that are held. */
    int inFlight() {
        return dispatched - held.records();
    }

    /** What of it is held because lanes wait for a retry. */
    HeldLanes held() {
        return held;
    }

    /** Records from the watermark to the newest one. */
    long span() {
        return tracker.span();
    }

    /** The lowest unfinished offset, or the next to poll when all are finished; -1 before the first poll. */
    long watermark() {
        if (next == null) {
            return tracker.allFinished() ? UNKNOWN : tracker.watermark(UNKNOWN);
        }
        return tracker.watermark(next.offset());
    }

    long committed() {
        return committed;
    }

    int incomplete() {
        return tracker.incomplete();
    }

    long finishedAboveWatermark() {
        return tracker.finishedAboveWatermark();
    }

    /** The records in flight that have failed, oldest first, at most that many. */
    List<InFlightRecord> failing(int most) {
        return inFlight.oldest(most, record -> record.setback() != null);
    }

    /** What is to be committed, or null when the broker has acknowledged it already. */
    @Nullable
    OffsetAndMetadata toCommit() {
        long watermark = watermark();
        if (watermark == UNKNOWN || watermark == committed) {
            return null;
        }
        return new OffsetAndMetadata(watermark, leaderEpoch(watermark), "");
    }

    /** The leader epoch of the record at the watermark, by which Kafka notices a truncated log (KIP-320). */
    private Optional<Integer> leaderEpoch(long watermark) {
        var oldest = inFlight.first();
        if (oldest != null) {
            return oldest.raw().offset() == watermark ? oldest.raw().leaderEpoch() : Optional.empty();
        }
        return next != null && next.offset() == watermark ? next.leaderEpoch() : Optional.empty();
    }

    void acknowledged(long offset) {
        committed = offset;
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean paused) {
        this.paused = paused;
    }
}
