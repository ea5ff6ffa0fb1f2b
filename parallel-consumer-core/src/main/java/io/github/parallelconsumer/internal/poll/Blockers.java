package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.Health.Blocker;
import io.github.parallelconsumer.api.Health.WaitsFor;
import io.github.parallelconsumer.internal.exec.FailingRecords;
import io.github.parallelconsumer.internal.exec.Failures;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import java.util.List;
import java.util.stream.Stream;

/** Finds the records that fail. Confined to the consumer thread. */
final class Blockers {

    private static final int MOST_OF_A_PARTITION = 10;

    private final FailingRecords failing;

    Blockers(FailingRecords failing) {
        this.failing = failing;
    }

    /** Those of a partition with the lowest offsets; at no cost while no record fails. */
    Stream<Blocker> of(PartitionState state) {
        return failing.any() ? state.failing(MOST_OF_A_PARTITION).stream().flatMap(Blockers::blocker) : Stream.empty();
    }

    /** A sentence for each record that is held. */
    static List<String> problems(List<Blocker> blocked) {
        return blocked.stream()
                .filter(blocker -> blocker.waitsFor() == WaitsFor.HELD_RETRY)
                .map(blocker -> "record " + blocker.partition() + "@" + blocker.offset() + " is held after "
                        + blocker.attempts() + " failed attempt(s): " + blocker.failure())
                .toList();
    }

    private static Stream<Blocker> blocker(InFlightRecord record) {
        var setback = record.setback();
        return setback == null
                ? Stream.empty()
                : Stream.of(new Blocker(
                        record.token().partition(),
                        record.raw().offset(),
                        setback.attempts(),
                        Failures.describe(setback.failure()),
                        switch (setback.next()) {
                            case RETRY -> WaitsFor.RETRY;
                            case HELD_RETRY -> WaitsFor.HELD_RETRY;
                            case DEAD_LETTER -> WaitsFor.DEAD_LETTER;
                        }));
    }
}
