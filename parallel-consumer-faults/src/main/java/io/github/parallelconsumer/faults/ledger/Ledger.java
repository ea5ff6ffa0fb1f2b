package io.github.parallelconsumer.faults.ledger;

import java.util.List;
import java.util.Map;

/**
 * All that was written down of a run. Immutable.
 *
 * @param order what the members were configured with
 * @param cap the same
 * @param planned how many records were to be sent
 * @param sent those that were acknowledged
 * @param events of all members, in the order of time
 * @param commits in the order in which the brokers wrote them
 * @param ends what was committed in the end, and what there was to commit
 * @param letters how many dead letters each record has
 * @param faults what was done to members and brokers
 * @param end when nothing was left to do, or the conductor stopped waiting for it
 */
public record Ledger(
        LaneOrder order,
        int cap,
        long planned,
        List<Sent> sent,
        List<Event> events,
        List<Commit> commits,
        List<PartitionEnd> ends,
        Map<Place, Integer> letters,
        List<Fault> faults,
        long end) {

    /** The lane of the record that an event of a handler is about. */
    public Lane lane(Event event) {
        return order.lane(event.place(), event.detail());
    }

    /** The faults of a member in a time. */
    public boolean suffered(String member, FaultKind kind, long begin, long end) {
        return faults.stream()
                .anyMatch(fault -> fault.kind() == kind && fault.subject().equals(member) && fault.within(begin, end));
    }

    /** Whether brokers may not have answered in a time. */
    public boolean brokersFaulty(long begin, long end) {
        return faults.stream().anyMatch(fault -> fault.kind().ofBrokers() && fault.within(begin, end));
    }
}
