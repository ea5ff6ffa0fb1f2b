package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.State;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.Setback;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Draws the strip of a partition. Confined to the consumer thread.
 *
 * <p>Records do not say since when they run, which would cost each of them a look at the clock. The painter remembers when
 * it first saw them run instead; that costs only those who look.
 */
final class StripPainter {

    private static final long SECONDS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONG_NANOS = Duration.ofSeconds(5).toNanos();

    private final PartitionOffsets offsets;
    private final InFlightList inFlight;
    /** By sequence number, of the last strip. */
    private Map<Long, Seen> running = Map.of();

    /** When an attempt was first seen to run. */
    private record Seen(int attempt, long since) {}

    StripPainter(PartitionOffsets offsets, InFlightList inFlight) {
        this.offsets = offsets;
        this.inFlight = inFlight;
    }

    /**
     * The strip, or none before the first poll.
     *
     * @param begin what was committed before the assignment; negative when unknown
     */
    Optional<OffsetStrip> paint(long begin, long now) {
        var next = offsets.next();
        long watermark = offsets.watermark();
        if (next == null || watermark < 0) {
            return Optional.empty();
        }
        var cells = new StripCells(first(begin, watermark), Math.max(next.offset(), watermark));
        cells.finishedBelow(watermark);
        cells.delivered(offsets);
        offsets.forEachUnfinished(offset -> cells.show(offset, State.WAITING)); // some have ended, for the next owner
        var runningNow = new HashMap<Long, Seen>();
        inFlight.forEach(record -> cells.show(record.raw().offset(), state(record, runningNow, now)));
        running = runningNow;
        return Optional.of(cells.toStrip());
    }

    /** What is committed is below the strip; the group may have been set ahead of the log, or back. */
    private long first(long begin, long watermark) {
        long committed = offsets.committed() < 0 ? begin : offsets.committed();
        return committed < 0 ? watermark : Math.min(committed, watermark);
    }

    private State state(InFlightRecord record, Map<Long, Seen> runningNow, long now) {
        var setback = record.setback();
        if (setback != null && setback.next() == Setback.Next.DEAD_LETTER) {
            return State.HELD; // its handler does not run, though its dead letter may be on its way
        }
        if (record.isQueued() || record.isDropped()) {
            return waiting(record);
        }
        int attempt = record.attempt();
        long sequence = record.sequence() + record.done();
        var before = running.get(sequence);
        var seen = before != null && before.attempt() == attempt ? before : new Seen(attempt, now);
        runningNow.put(sequence, seen);
        long age = now - seen.since();
        if (age < SECONDS_NANOS) {
            return State.RUNNING;
        }
        return age < LONG_NANOS ? State.RUNNING_SECONDS : State.RUNNING_LONG;
    }

    private static State waiting(InFlightRecord record) {
        var setback = record.setback();
        if (setback == null) {
            return State.WAITING;
        }
        return setback.next() == Setback.Next.RETRY ? State.RETRYING : State.HELD;
    }
}
