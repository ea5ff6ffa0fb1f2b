package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.poll.FlowControl;
import io.github.parallelconsumer.internal.poll.HeldTotal;
import io.github.parallelconsumer.internal.poll.LoopView;
import io.github.parallelconsumer.internal.sim.Delivery.State;
import java.util.List;

/** Compares what the consumer says of itself, and what stands still, with the ledger. Confined to the simulation. */
final class Lookout {

    private final Ledger ledger;
    private final int hardBound;

    Lookout(Ledger ledger, ParallelConsumerConfig<?, ?> config) {
        this.ledger = ledger;
        hardBound = FlowControl.hardBound(config);
    }

    /** When no record thread can go on. */
    void check(LoopView view, long now) {
        same("in flight", view.inFlight(), ledger.pending().count());
        same(
                "bytes in flight",
                view.inFlightBytes(),
                ledger.pending().mapToLong(delivery -> delivery.record.bytes()).sum());
        same("permits", view.permitsInUse(), ledger.live.size());
        same("partitions", view.partitions().size(), ledger.current.size());
        require(view.inFlight() < hardBound, "more is in flight than may be");
        view.partitions().forEach(this::check);
        for (var assignment : ledger.current.values()) {
            if (!assignment.closing) {
                assignment.lanes().forEach(lane -> checkMoves(assignment, lane, now));
            }
        }
        checkFormer();
        checkHeldBytes(view.held());
    }

    private void check(PartitionView view) {
        var assignment = ledger.current.get(view.partition());
        var partition = view.partition() + ": ";
        same(partition + "watermark", view.watermark(), assignment.watermark());
        same(partition + "incomplete", view.incomplete(), assignment.incomplete());
        same(partition + "acknowledged", view.committed(), assignment.acknowledged);
        if (assignment.heldIsExact) {
            same(partition + "held", view.held(), assignment.held().size());
        }
        for (var delivery : assignment.deliveries.values()) {
            require(
                    delivery.ended || !delivery.state.finished(),
                    delivery + " is finished, which the consumer has not taken in");
        }
    }

    /** Of a run, the bytes of those done are counted out with the last of it, or with one in trouble. */
    private void checkHeldBytes(HeldTotal held) {
        if (ledger.current.values().stream().allMatch(assignment -> assignment.heldIsExact)) {
            long bytes = ledger.current.values().stream()
                    .flatMap(assignment -> assignment.held().stream())
                    .mapToLong(LogRecord::bytes)
                    .sum();
            boolean inRuns = ledger.setup.ordering() instanceof Ordering.ByPartition;
            boolean partly = inRuns
                    && ledger.current.values().stream()
                            .anyMatch(assignment -> !assignment.held().isEmpty() && !assignment.headWaits());
            boolean right = held.bytes() == bytes || (partly && held.bytes() > bytes);
            require(right, "bytes held: " + held.bytes() + ", but it has to be " + bytes);
        }
    }

    /** A lane stands still only for a reason. */
    private void checkMoves(Assignment assignment, List<Delivery> lane, long now) {
        var first = lane.stream()
                .filter(delivery -> !delivery.state.finished())
                .findFirst()
                .orElse(null);
        if (first == null || ledger.live.size() >= ledger.setup.maxConcurrency() || waitsForFormer(assignment, first)) {
            return;
        }
        require(first.state != State.QUEUED, first + " does not start");
        require(first.state != State.WAITING || first.due > now, first + " is not tried again");
    }

    private boolean waitsForFormer(Assignment assignment, Delivery first) {
        var lane = assignment.laneOf(first);
        return !(lane instanceof LogRecord)
                && ledger.former.stream()
                        .flatMap(former -> former.deliveries.values().stream())
                        .anyMatch(delivery ->
                                !delivery.ended && assignment.laneOf(delivery).equals(lane));
    }

    /** What was given up ends as soon as nothing runs. */
    private void checkFormer() {
        boolean stuck = ledger.live.isEmpty()
                && ledger.former.stream()
                        .flatMap(former -> former.deliveries.values().stream())
                        .anyMatch(delivery -> !delivery.ended && delivery.state != State.BURYING);
        require(!stuck, "records that were given up do not end");
        ledger.former.removeIf(former -> former.deliveries.values().stream().allMatch(delivery -> delivery.ended));
    }

    private static void same(String what, long actual, long expected) {
        require(actual == expected, what + ": " + actual + ", but it has to be " + expected);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
