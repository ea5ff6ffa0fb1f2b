package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.RecordRunner;
import io.github.parallelconsumer.internal.exec.WaitNotices;
import io.github.parallelconsumer.internal.lane.Lanes;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The assigned partitions, and the count of everything dispatched. Confined to the consumer thread.
 *
 * <p>INV-COUNT: the count falls only when a completion is drained, or by those of a run that are done before its last one,
 * whatever became of the assignment; so what is in the completion queue is never more. It is the sum of two accounts: what
 * is held (see {@link HeldLanes}), and what is in flight, that is all the rest. A record that is held when its assignment is
 * forgotten goes back to the latter until its completion is drained.
 */
public final class Partitions {

    private final CompletionQueue completions;
    private final WaitNotices notices;
    private final Lanes<InFlightRecord> lanes;
    private final Ended onEnded;
    private final Map<TopicPartition, PartitionState> states = new HashMap<>();
    private @Nullable PartitionState newest;
    private long assignments;
    private int dispatched;
    private long dispatchedBytes;
    private long accepted;
    private long waits;
    private long finished;
    private boolean touched;
    private boolean earlierUnknown;

    /** Shown what has ended. */
    @FunctionalInterface
    public interface Ended {

        /**
         * Records have ended, those of a run that are not {@linkplain InFlightRecord#counted() counted} yet.
         *
         * @param upTo how many of the run have ended by now
         * @param outcome of each of them
         * @param current whether they belong to the current assignment of their partition; if not, they are delivered again,
         *     here or elsewhere, or are no longer in the log
         */
        void ended(InFlightRecord run, int upTo, Outcome outcome, boolean current);
    }

    /**
     * No partitions.
     *
     * @param onEnded shown every record that has ended
     */
    public Partitions(CompletionQueue completions, WaitNotices notices, Lanes<InFlightRecord> lanes, Ended onEnded) {
        this.completions = completions;
        this.notices = notices;
        this.lanes = lanes;
        this.onEnded = onEnded;
    }

    /** Begins an assignment; false when the partition is assigned already. */
    boolean assign(TopicPartition partition) {
        if (states.containsKey(partition)) {
            return false;
        }
        begin(partition);
        earlierUnknown = true;
        return true;
    }

    private PartitionState begin(TopicPartition partition) {
        var state = new PartitionState(new AssignmentToken(partition, ++assignments));
        states.put(partition, state);
        return state;
    }

    /** Begins the assignment anew, since the client's position went back: what is in flight belongs to the old one. */
    PartitionState restart(PartitionState old) {
        old.beginRelease();
        forget(old);
        var state = begin(old.partition());
        state.finishedEarlier(OffsetRuns.NONE);
        return state;
    }

    /** Ends an assignment; late completions of it only lower the count. */
    void forget(PartitionState state) {
        states.remove(state.partition(), state);
        newest = null;
        state.letGo();
        lanes.forget(state.token());
    }

    /** The current assignment of a partition, or null. */
    @Nullable
    PartitionState get(TopicPartition partition) {
        return states.get(partition);
    }

    /** The current assignment if it is still this one, or null. */
    @Nullable
    PartitionState current(AssignmentToken token) {
        if (newest == null || newest.token() != token) { // completions of a partition often come in a row
            newest = states.get(token.partition());
        }
        return newest != null && newest.token() == token ? newest : null;
    }

    Collection<PartitionState> all() {
        return states.values();
    }

    /** Counts records in that are about to be dispatched and follow one another, and returns the number of the first. */
    long accept(PartitionState state, long first, int count) {
        dispatched += count;
        accepted += count;
        return state.accept(first, count);
    }

    /** Counts the bytes in of records that were accepted. */
    void acceptBytes(long bytes) {
        dispatchedBytes += bytes;
    }

    /** Takes every completion off the queue, and notes how far runs are and which records have begun to wait. */
    void drain() {
        for (var record = completions.poll(); record != null; record = completions.poll()) {
            complete(record);
        }
        for (var record = notices.poll(); record != null; record = notices.poll()) {
            var state = current(record.token());
            if (state != null && record.listed()) {
                progress(record, state);
                state.held().waits(record, ++waits);
            } else {
                record.noticeEarly();
            }
        }
        for (var state : states.values()) {
            var oldest = state.oldest();
            if (oldest != null) {
                progress(oldest, state); // the others of its lane have not begun
            }
        }
    }

    /** Takes in what is done of a run, and what it has shed. */
    private void progress(InFlightRecord run, @Nullable PartitionState state) {
        var shed = run.takeShed();
        int upTo = run.done();
        int done = upTo - run.counted();
        if (state != null) {
            state.keep(run, shed);
        }
        if (done > 0) {
            dispatched -= done;
            dispatchedBytes -= run.bytesUpTo(upTo);
            finished += done;
            touched = true;
            if (state != null) {
                state.progress(run, upTo);
            }
            onEnded.ended(run, upTo, RecordRunner.FIRST_TIME, state != null);
            run.count(upTo);
        }
        if (state != null && shed != null && shed.noticedEarly()) {
            state.held().waits(shed, ++waits);
        }
    }

    private void complete(InFlightRecord record) {
        var state = current(record.token());
        progress(record, state);
        int left = record.size() - record.counted();
        dispatched -= left;
        dispatchedBytes -= record.bytes();
        finished += record.outcome().finished() ? left : 0;
        touched = true;
        var lane = record.lane();
        var ticket = record.ticket();
        if (lane != null && ticket != null && ticket.ended()) {
            lanes.retire(lane, ticket);
        }
        if (state != null) {
            state.complete(record);
        }
        onEnded.ended(record, record.size(), record.outcome(), state != null);
        record.count(record.size());
    }

    /** Records that were dispatched and whose completions have not been drained. */
    int dispatched() {
        return dispatched;
    }

    /** The bytes of their keys, values and headers. */
    long dispatchedBytes() {
        return dispatchedBytes;
    }

    /** How much of that is held. */
    HeldTotal held() {
        return HeldTotal.of(states.values());
    }

    /** Records that were ever dispatched. */
    long accepted() {
        return accepted;
    }

    long finished() {
        return finished;
    }

    /** Whether there may be something to commit. */
    boolean touched() {
        return touched;
    }

    void touched(boolean touched) {
        this.touched = touched;
    }

    /** The partitions of which nobody has read yet what was finished before their assignment; once each. */
    List<PartitionState> takeEarlierUnknown() {
        if (!earlierUnknown) {
            return List.of();
        }
        earlierUnknown = false;
        return states.values().stream().filter(state -> !state.earlierKnown()).toList();
    }
}
