package io.github.parallelconsumer.internal.lane;

import org.jspecify.annotations.Nullable;

/**
 * What is held of a lane because a record at its head failed and waits. While there is a head every record of the lane is
 * held, those that still arrive included; once the head has ended, those that were held stay so until each has ended
 * itself, and what arrives from then on is ordinary. Confined to the consumer thread.
 *
 * @param <P> a record
 */
public final class Hold<P> {

    private static final long ALL = Long.MAX_VALUE;

    private @Nullable P head;
    private long number;
    private long upTo = ALL;
    private int records;
    private long bytes;

    public Hold() {}

    /** A record waits at the head: everything is held. The number says how old the hold is; the first one counts. */
    public void take(P newHead, long newNumber) {
        if (head == null) {
            number = newNumber;
        }
        head = newHead;
        upTo = ALL;
    }

    /** The head has ended: only what has arrived up to this sequence number stays held. */
    public void release(long lastHeld) {
        head = null;
        upTo = lastHeld;
    }

    /** The record that waits, or null once it has ended. */
    public @Nullable P head() {
        return head;
    }

    /** Grows from hold to hold. */
    public long number() {
        return number;
    }

    /** Whether a record with this sequence number is held. */
    public boolean covers(long sequence) {
        return sequence <= upTo;
    }

    /** Counts records in, or out if negative. */
    public void add(int moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
    }

    /** Records held. */
    public int records() {
        return records;
    }

    /** Their bytes. */
    public long bytes() {
        return bytes;
    }

    /** Whether nothing is held any more, nor will be. */
    public boolean over() {
        return head == null && records == 0;
    }
}
