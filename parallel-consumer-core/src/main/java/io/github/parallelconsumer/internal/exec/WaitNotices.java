package io.github.parallelconsumer.internal.exec;

import org.jctools.queues.atomic.MpscLinkedAtomicQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells the consumer thread which records have begun to wait, for a retry or for a dead letter that could not be stored.
 * Thread-safe: any thread offers, the consumer thread alone polls. Meeting place.
 *
 * <p>A record gives notice once in its life, so there are never more notices than records in flight and an offer cannot
 * fail. A notice may be seen after the record's completion; then it means nothing any more. Or before the record is known,
 * which was shed by one that has ended and is not drained; then it is remembered. Nobody is woken: the consumer
 * thread looks at each turn, and until then the record merely counts as in flight.
 */
public final class WaitNotices {

    private final MpscLinkedAtomicQueue<InFlightRecord> queue = new MpscLinkedAtomicQueue<>();

    /** Gives notice of a record, the first time. By the record's thread. */
    public void waits(InFlightRecord record) {
        if (record.noticeWait()) {
            queue.offer(record);
        }
    }

    /** The next record that has begun to wait, or null when there is none. */
    public @Nullable InFlightRecord poll() {
        return queue.relaxedPoll();
    }
}
