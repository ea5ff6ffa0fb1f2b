package io.github.parallelconsumer.internal.lane;

import java.util.ArrayDeque;
import java.util.Queue;
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

    /** Retired, though a dropped record's ticket still waited for a predecessor that runs on. */
    private final Queue<Lane<P>> retiredEarly = new ArrayDeque<>();

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
     * All records of the ticket are accounted for: lets the lane go if nothing was appended since. A ticket that
     * has not ended yet is looked at again when others retire.
     */
    public void retire(Lane<P> lane, LaneTicket ticket) {
        if (lane.tail() == ticket) {
            if (ticket.ended()) {
                removeIfIdle(lane);
            } else {
                retiredEarly.add(lane);
            }
        }
        retireOneOfTheEarly();
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

    private void retireOneOfTheEarly() {
        Lane<P> lane = retiredEarly.poll();
        if (lane == null || lane.tail() == null) {
            return;
        }
        if (lane.tail().ended()) {
            removeIfIdle(lane);
        } else {
            retiredEarly.add(lane);
        }
    }
}
