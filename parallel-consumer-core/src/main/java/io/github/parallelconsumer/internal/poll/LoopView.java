package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.Health.Blocker;
import io.github.parallelconsumer.api.Health.Circuit;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the consumer thread lets others see. Immutable.
 *
 * @param tick when the consumer thread was last seen to be alive, in nanoseconds of the engine's clock
 * @param joined whether the group has given this member its first assignment
 * @param problems what keeps the consumer from being ready
 */
public record LoopView(
        long tick,
        boolean joined,
        boolean releasing,
        int inFlight,
        long inFlightBytes,
        HeldTotal held,
        int permitsInUse,
        long finished,
        List<PartitionView> partitions,
        List<Blocker> blocked,
        Optional<Circuit> circuit,
        Optional<Instant> lastCommit,
        List<String> problems) {

    /** The problems, and those that leave the consumer ready: a sentence for each record shown that is held. */
    public List<String> allProblems() {
        return Stream.concat(problems.stream(), Blockers.problems(blocked).stream())
                .toList();
    }

    /** The view before the first turn of the loop. */
    public static LoopView initial(long now) {
        return new LoopView(
                now,
                false,
                false,
                0,
                0,
                HeldTotal.NOTHING,
                0,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
