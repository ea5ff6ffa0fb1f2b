package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Hold;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.poll.PartitionOffsets.Snapshot;
import io.github.parallelconsumer.spi.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One assigned partition: what of it is in flight, finished and committed. Confined to the consumer thread. */
final class PartitionState {

    private final AssignmentToken token;
    private final PartitionOffsets offsets = new PartitionOffsets();
    private final InFlightList inFlight = new InFlightList();
    private final HeldLanes held = new HeldLanes();
    private final StripPainter strip = new StripPainter(offsets, inFlight);
    private int dispatched;
    private long dispatchedBytes;
    private int awaited;
    private int runningWhenReleased;
    private int finishedWhileReleasing;
    private int interruptedWhileReleasing;
    private int droppedWhileReleasing;
    private boolean paused;
    private boolean earlierKnown;
    private long begin = PartitionOffsets.UNKNOWN;

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
        return offsets.continuesWith(offset);
    }

    /** Whether it is known what an earlier commit says of finished records. */
    boolean earlierKnown() {
        return earlierKnown;
    }

    /** Takes in what the commit before the assignment says; called before anything is delivered. */
    void finishedEarlier(OffsetRuns runs) {
        offsets.finishedEarlier(runs);
        earlierKnown = true;
    }

    /** Takes a delivered record in if it was finished before the assignment, so that it need not run. */
    boolean acceptFinished(long offset) {
        return offsets.acceptFinished(offset);
    }

    /** Whether a record was finished before the assignment, once {@link #acceptFinished} was asked about one before it. */
    boolean isFinishedEarlier(long offset) {
        return offsets.isFinishedEarlier(offset);
    }

    /** Takes delivered records in between whose offsets none is missing, and returns the number of the first. */
    long accept(long first, int count) {
        dispatched += count;
        return offsets.accept(first, count);
    }

    /** Takes in what is dispatched of a poll, of which each record was accepted, and how many bytes it has. */
    void dispatch(InFlightList records, long bytes) {
        dispatchedBytes += bytes;
        inFlight.addAll(records);
    }

    /** Notes where the client will poll next, which lies above gaps at the end of what was delivered. */
    void polledUpTo(OffsetAndMetadata position) {
        offsets.polledUpTo(position);
    }

    /** Notes what the group had committed before the assignment, where the client begins unless the log does not have it. */
    void beginsAt(long offset) {
        begin = offset;
    }

    /** Where the client is to go on after what it has delivered; -1 when that is unknown. */
    long expected() {
        var next = offsets.next();
        return next == null ? begin : next.offset();
    }

    /** The record whose turn it is in the lane of the partition, or the oldest in flight of all; null when there is none. */
    @Nullable
    InFlightRecord oldest() {
        return inFlight.first();
    }

    /** Keeps what a record has shed, perhaps nothing, as records of their own. */
    void keep(InFlightRecord record, @Nullable InFlightRecord shed) {
        if (shed != null && record.listed()) {
            inFlight.addAfter(record, shed);
        }
    }

    /** Takes in that so many of a run are done by now. */
    void progress(InFlightRecord run, int upTo) {
        int done = upTo - run.counted();
        dispatched -= done;
        dispatchedBytes -= run.bytesUpTo(upTo);
        offsets.complete(run.sequence() + run.counted(), done);
        held.progressed(run, upTo);
    }

    /** Takes an ended record out, or what is left of a run. */
    void complete(InFlightRecord record) {
        int left = record.size() - record.counted();
        dispatched -= left;
        dispatchedBytes -= record.bytes();
        inFlight.remove(record);
        held.ended(record);
        var finished = record.outcome().finished();
        if (finished) {
            offsets.complete(record.sequence() + record.counted(), left);
        }
        if (record.awaitedIndex() >= 0) {
            awaited--;
            if (finished || record.counted() > record.awaitedIndex()) {
                finishedWhileReleasing++;
            } else if (record.outcome() instanceof Outcome.Dropped) {
                droppedWhileReleasing++;
            }
        }
    }

    /** Closes the assignment: nothing of it starts any more, what runs is awaited. */
    void beginRelease() {
        if (token.closed()) {
            return; // within a release, by a poll that told of another: everything is counted already
        }
        token.close();
        inFlight.forEach(record -> {
            keep(record, record.takeShed()); // may run, and is to be awaited itself
            record.release();
            if (record.awaitedIndex() < 0) {
                droppedWhileReleasing += record.size() - record.done();
            } else {
                droppedWhileReleasing += record.size() - 1 - record.awaitedIndex(); // those behind it in its run
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

    /** The bytes of their keys, values and headers. */
    long inFlightBytes() {
        return dispatchedBytes - held.bytes();
    }

    /** What of it is held because lanes wait for a retry. */
    HeldLanes held() {
        return held;
    }

    /** Records from the watermark to the newest one. */
    long span() {
        return offsets.span();
    }

    /** The lowest unfinished offset, or the next to poll when all are finished; -1 before the first poll. */
    long watermark() {
        return offsets.watermark();
    }

    /** The offset that the broker has acknowledged; -1 before. */
    long committed() {
        return offsets.committed();
    }

    int incomplete() {
        return offsets.incomplete();
    }

    /** A picture of its offsets, from what is known to be committed on; none before the first poll. */
    Optional<OffsetStrip> strip(long now) {
        return strip.paint(begin, now);
    }

    long finishedAboveWatermark() {
        return offsets.finishedAboveWatermark();
    }

    /** The records in flight that have failed, oldest first, at most that many. */
    List<InFlightRecord> failing(int most) {
        return inFlight.oldest(most, record -> record.setback() != null);
    }

    /**
     * What is to be committed, or null when the broker has acknowledged it already.
     *
     * @param mostChars how long the offset map may be
     */
    @Nullable
    Snapshot toCommit(int mostChars) {
        if (offsets.clean()) {
            return null;
        }
        long watermark = offsets.watermark();
        return offsets.snapshot(new OffsetAndMetadata(watermark, leaderEpoch(watermark), offsets.map(mostChars)));
    }

    /** The leader epoch of the record at the watermark, by which Kafka notices a truncated log (KIP-320). */
    private Optional<Integer> leaderEpoch(long watermark) {
        var first = inFlight.first();
        if (first != null) {
            var oldest = first.polled(first.counted());
            return oldest.offset() == watermark ? oldest.leaderEpoch() : Optional.empty();
        }
        var next = offsets.next();
        return next != null && next.offset() == watermark ? next.leaderEpoch() : Optional.empty();
    }

    void acknowledged(Snapshot snapshot) {
        offsets.acknowledged(snapshot);
    }

    /** Has the next commit made anew, though the broker has acknowledged one. */
    void touch() {
        offsets.touch();
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean paused) {
        this.paused = paused;
    }
}
