package io.github.parallelconsumer.internal.lane;

import org.jspecify.annotations.Nullable;

/**
 * Which ticket is the newest of each lane that records are under way for.
 * Confined to the consumer thread.
 *
 * <p>INV-4: a lane is kept exactly as long as a later record has to know of it: until its newest ticket has ended
 * DONE, or has ended ABANDONED and its assignment is over.
 *
 * @param <P> what holds a lane's records within one batch
 */
public final class Lanes<P> {
    private final LaneTable<P> table = new LaneTable<>();

    public Lanes() {}

    /**
     * The lane of a key, or of a partition as a whole where the key is null; made if need be, and then a ticket
     * has to be {@linkplain Lane#append appended} at once.
     *
     * @param partition identifies topic and partition by {@code equals}
     * @param key compared by content, and not to be changed afterwards
     */
    public Lane<P> lane(Object partition, byte @Nullable [] key) {
        return table.findOrAdd(partition, key);
    }

    /**
     * The ticket has ended: lets the lane go if nothing was appended since. May be told more than once.
     *
     * <p>INV-5: a ticket is retired after it has ended, since that is before its last record is handed back; so a lane
     * that has to be kept here is let go by the retirement of a later ticket or when its assignment is over.
     *
     * @throws IllegalStateException if it has not ended
     */
    public void retire(Lane<P> lane, LaneTicket ticket) {
        if (!ticket.ended()) {
            throw new IllegalStateException("Ticket has not ended");
        }
        if (lane.tail() == ticket) {
            removeIfIdle(lane);
        }
    }

    /** The assignment is over: its abandoned tickets no longer hold back the records of a later one. */
    public void forget(Object assignment) {
        table.forEach(lane -> {
            lane.forget(assignment);
            removeIfIdle(lane);
        });
    }

    /** How many lanes are kept. */
    public int size() {
        return table.size();
    }

    private void removeIfIdle(Lane<P> lane) {
        if (lane.idle()) {
            table.remove(lane);
        }
    }
}
