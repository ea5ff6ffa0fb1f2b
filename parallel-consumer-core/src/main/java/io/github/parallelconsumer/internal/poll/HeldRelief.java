package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Hold;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up lanes that wait, the one that has waited for longest first: it has failed for longest, so more patience helps it
 * least. Its records become dead letters, the head with its failure, those queued behind it in their order. Confined to the
 * consumer thread.
 */
final class HeldRelief {

    private static final Logger LOG = LoggerFactory.getLogger(HeldRelief.class);
    private static final Comparator<PartitionState> BY_OLDEST_LANE =
            Comparator.comparingLong(state -> state.held().oldestNumber());

    private final String name;
    private final Partitions partitions;

    HeldRelief(String name, Partitions partitions) {
        this.name = name;
        this.partitions = partitions;
    }

    /** Gives up as many lanes as it takes for the others to hold no more than this. */
    void relieve(int maxRecords, long maxBytes) {
        Set<Hold<InFlightRecord>> givenUp = new LinkedHashSet<>();
        Set<PartitionState> concerned = new HashSet<>();
        var kept = partitions.held().minus(leaving());
        for (var state = withOldest(); state != null && kept.exceeds(maxRecords, maxBytes); state = withOldest()) {
            var hold = state.held().giveUpOldest();
            kept = kept.minus(new HeldTotal(hold.records(), hold.bytes()));
            givenUp.add(hold);
            concerned.add(state);
        }
        if (!givenUp.isEmpty()) {
            concerned.forEach(state -> state.tellFollowers(givenUp));
            tellHeads(givenUp);
        }
    }

    private HeldTotal leaving() {
        var leaving = HeldTotal.NOTHING;
        for (var state : partitions.all()) {
            leaving = leaving.plus(state.held().leaving());
        }
        return leaving;
    }

    private @Nullable PartitionState withOldest() {
        return partitions.all().stream()
                .filter(state -> state.held().lanes() > 0)
                .min(BY_OLDEST_LANE)
                .orElse(null);
    }

    /** After their followers, which thus know when their turn comes. */
    private void tellHeads(Set<Hold<InFlightRecord>> givenUp) {
        int records = 0;
        for (var hold : givenUp) {
            records += hold.records();
            var head = hold.head();
            if (head != null) {
                LOG.debug("{} Gives up {} and {} record(s) behind it", name, head, hold.records() - 1);
                head.giveUp();
            }
        }
        LOG.warn(
                "{} Gives up {} lane(s), those that have failed for longest, with {} record(s): they become dead letters,"
                        + " since too many records are held",
                name,
                givenUp.size(),
                records);
    }
}
