package io.github.parallelconsumer.internal.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.internal.sim.Delivery.State;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What has to hold when a record starts and when it is told to have ended. Confined to the simulation. */
final class Rules {

    private final Ledger ledger;
    private final Delivery delivery;

    Rules(Ledger ledger, Delivery delivery) {
        this.ledger = ledger;
        this.delivery = delivery;
    }

    void mayStart(ConsumerRecord<byte[], byte[]> record, RecordContext context) {
        var assignment = delivery.assignment;
        require(!assignment.closing, "starts after its partition began to be given up");
        require(
                delivery.state == State.QUEUED || delivery.state == State.WAITING,
                "starts while it is " + delivery.state);
        require(
                context.attempt() == delivery.attempts + 1,
                "is told that this is attempt " + context.attempt() + " after " + delivery.attempts);
        require(context.lastFailure().isPresent() == (delivery.attempts > 0), "is told of a wrong last failure");
        require(ledger.live.size() < ledger.setup.maxConcurrency(), "starts above maxConcurrency");
        var before = assignment.unfinishedBefore(delivery);
        require(before == null, "starts before " + before + " of its lane is finished");
        var lane = assignment.laneOf(delivery);
        for (var call : ledger.live) {
            boolean ordered =
                    !(lane instanceof LogRecord); // else it may run again beside its run for a former assignment
            require(
                    !(ordered && assignment.laneOf(call.delivery).equals(lane)),
                    "starts while " + call + " of its lane runs");
        }
        mayBeRead(record);
    }

    private void mayBeRead(ConsumerRecord<byte[], byte[]> record) {
        var expected = delivery.record.asPolled();
        require(
                Arrays.equals(record.key(), expected.key()) && Arrays.equals(record.value(), expected.value()),
                "is given the value " + new String(record.value(), UTF_8));
        require(record.headers().equals(expected.headers()), "is given the headers " + record.headers());
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            ledger.violated(delivery.record + " " + otherwise);
        }
    }

    /** Whether a record may be told to have ended so. */
    static boolean mayEnd(Delivery delivery, Outcome outcome) {
        var assignment = delivery.assignment;
        return switch (outcome) {
            case Outcome.Succeeded succeeded ->
                delivery.state == State.SUCCEEDED && succeeded.attempts() == delivery.attempts;
            case Outcome.Skipped skipped -> delivery.state == State.SKIPPED && skipped.attempts() == delivery.attempts;
            case Outcome.DeadLettered lettered ->
                delivery.state == State.LETTERED && lettered.attempts() == delivery.attempts;
            case Outcome.Stopped stopped -> delivery.state == State.STOPPED && stopped.attempts() == delivery.attempts;
            case Outcome.Abandoned abandoned ->
                delivery.state == State.ABANDONED
                        || (assignment.closing
                                && (delivery.state == State.BURYING || delivery.state == State.LETTERED));
            case Outcome.Dropped dropped ->
                switch (delivery.state) {
                    case QUEUED, WAITING, BURYING -> assignment.closing || isBehindLost(delivery);
                    default -> false;
                };
        };
    }

    /** Whether a record before it in its lane ended without being finished. */
    private static boolean isBehindLost(Delivery delivery) {
        var before = delivery.assignment.unfinishedBefore(delivery);
        return before != null && (before.state == State.STOPPED || before.state == State.ABANDONED);
    }
}
