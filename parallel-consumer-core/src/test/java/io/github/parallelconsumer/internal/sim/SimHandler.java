package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.internal.sim.Delivery.State;
import io.github.parallelconsumer.internal.sim.Setup.Exhausted;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The handler of one process: every call waits for the scheduler. Writes down what has to follow from its end. Runs on record
 * threads.
 */
final class SimHandler implements RecordHandler<byte[], byte[]> {

    private static final Duration LEAST_HOLD = Duration.ofMillis(100);

    private final Ledger ledger;
    private final SimClock clock;

    SimHandler(Ledger ledger, SimClock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record, RecordContext context) throws Exception {
        var call = ledger.dead() ? null : ledger.start(record, context);
        if (call == null) {
            throw new SkipRecordException("not to run");
        }
        record.headers().add("spoiled", new byte[0]);
        Exception failure = null;
        try {
            call.await(ledger.setup.onInterrupt());
        } catch (Exception e) {
            failure = e;
            throw e;
        } finally {
            ledger.live.remove(call);
            ended(call, failure);
        }
    }

    /** A dead letter is made, on the thread of its record. */
    String letterTopic(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
        var assignment = ledger.current.get(new TopicPartition(record.topic(), record.partition()));
        var delivery = assignment == null ? null : assignment.deliveries.get(record.offset());
        if (delivery != null) {
            delivery.thread = Thread.currentThread();
        }
        return Setup.LETTERS;
    }

    private void ended(SimCall call, @Nullable Exception failure) {
        var delivery = call.delivery;
        if (ledger.dead()) {
            return;
        }
        if (call.interrupted) {
            delivery.state = State.ABANDONED;
            if (!delivery.assignment.closing) {
                ledger.violated(delivery + " is interrupted though its partition is not given up");
            }
        } else if (failure == null) {
            delivery.finish(State.SUCCEEDED);
        } else if (failure instanceof SkipRecordException) {
            delivery.finish(State.SKIPPED);
        } else if (failure instanceof DeadLetterException && ledger.setup.exhausted() == Exhausted.DEAD_LETTER) {
            bury(delivery);
        } else {
            failed(delivery, failure instanceof DeadLetterException);
        }
    }

    private void failed(Delivery delivery, boolean atOnce) {
        boolean held = delivery.heldRetry;
        if (!held && !atOnce && delivery.attempts < ledger.setup.maxAttempts()) {
            waits(delivery, Setup.RETRY_DELAY);
            return;
        }
        switch (ledger.setup.exhausted()) {
            case HOLD -> {
                delivery.heldRetry = true;
                waits(delivery, Setup.RETRY_DELAY.compareTo(LEAST_HOLD) > 0 ? Setup.RETRY_DELAY : LEAST_HOLD);
            }
            case DEAD_LETTER -> bury(delivery);
            case SKIP -> delivery.finish(State.SKIPPED);
            case STOP -> delivery.state = State.STOPPED;
        }
    }

    private void waits(Delivery delivery, Duration delay) {
        delivery.state = State.WAITING;
        delivery.due = clock.now() + delay.toNanos();
        delivery.assignment.waits(delivery);
    }

    private static void bury(Delivery delivery) {
        delivery.state = State.BURYING;
        delivery.assignment.waits(delivery);
    }
}
