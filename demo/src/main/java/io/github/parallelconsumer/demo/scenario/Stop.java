package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.demo.process.IntakeEnd;
import java.util.List;

/**
 * The end of intake at a partition, or at several whose intake has ended together. Immutable.
 *
 * <p>When the library tells of the end, each record of the partition has either passed the gate before its handler, and is
 * counted, or never will. A record that tells afterwards that it starts was between the gate and its handler, so it is one of
 * those counted; and so is one that had told that it starts, and not yet that it has ended. Those are different records, none
 * of them has given its slot back, and nothing follows them. So what the library counts is never less than these, however slow
 * the machine is; it is more by those that had told of their end meanwhile. And since each of them has a slot, all of one
 * member together are no more than its slots, whatever the library counts.
 *
 * @param letThrough records that had passed the gate and had not been seen to end, as the library says
 * @param running handlers that had begun and not ended
 * @param startedAfter records that told afterwards that they start
 */
record Stop(int letThrough, int running, int startedAfter) {

    /** From events of the same partition, or partitions. */
    static Stop of(Event end, List<Event> events) {
        return of(end, IntakeEnd.parse(end.detail()).letThrough(), events);
    }

    static Stop of(Event end, int letThrough, List<Event> events) {
        var before =
                events.stream().filter(event -> event.nanos() <= end.nanos()).toList();
        var started = Events.count(Kind.STARTED, before);
        return new Stop(
                letThrough,
                started - Events.count(Kind.DONE, before) - Events.count(Kind.FAILED, before),
                Events.count(Kind.STARTED, events) - started);
    }

    /** Records that had a slot when intake ended, by their own word. */
    int inSlots() {
        return running + startedAfter;
    }

    /** Records that ran though they had not been let through. */
    int tooMany() {
        return Math.max(0, inSlots() - letThrough);
    }
}
