package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.internal.engine.LoneConsumer;
import io.github.parallelconsumer.internal.sim.Delivery.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;

/** One process of the group from its start to its end or death. Confined to the simulation's carrier. */
final class SimProcess {

    final Ledger ledger;
    final SimSource source;
    final SimSink sink = new SimSink();
    private final SimClock clock;
    private final LoneConsumer consumer;
    private final Lookout lookout;
    /** Whose letters they are. */
    private final Map<SimSink.Sent, Delivery> letters = new HashMap<>();

    private long lastSettled;
    private boolean over;

    SimProcess(Setup setup, Broker broker, SimClock clock) {
        this.clock = clock;
        ledger = new Ledger(setup, broker);
        source = new SimSource(broker, ledger);
        var handler = new SimHandler(ledger, clock);
        var config = setup.config(sink, ledger, handler::letterTopic);
        lookout = new Lookout(ledger, config);
        consumer = new LoneConsumer(config, handler, source, clock);
        settle();
    }

    /** A turn of the consumer thread; true when it has ended the consumer, as it had to. */
    boolean turn() {
        try {
            consumer.turn();
        } catch (FencedInstanceIdException e) {
            if (!source.fenced) {
                throw new Violation("the consumer was ended without a reason", e);
            }
            consumer.fail(e);
        }
        settle();
        return hasFailed();
    }

    /** Whether the consumer has to end, by a record on which it stops or a commit that was fenced. */
    boolean hasFailed() {
        var failure = consumer.failure();
        if (failure == null) {
            return false;
        }
        boolean stopped = ledger.setup.exhausted() == Setup.Exhausted.STOP && failure instanceof RecordFailedException;
        if (!stopped && !source.fenced) {
            throw new Violation("the consumer failed", failure);
        }
        return true;
    }

    /** Lets the record threads go on until each waits for the scheduler, a permit, another lane or the clock. */
    void settle() {
        if (clock.now() != lastSettled) { // threads that wait for the clock look at it
            lastSettled = clock.now();
            ledger.pending().forEach(delivery -> LockSupport.unpark(delivery.thread));
        }
        Carrier.settle(consumer::lettersIdle);
        for (var sent : sink.takeArrived()) {
            letterArrived(sent);
        }
        ledger.check();
    }

    private void letterArrived(SimSink.Sent sent) {
        var record = sent.letter().record();
        var assignment = ledger.current.get(new TopicPartition(record.topic(), record.partition()));
        var delivery = assignment == null ? null : assignment.deliveries.get(record.offset());
        if (ledger.dead()) {
            return;
        }
        boolean may = delivery != null
                && !assignment.closing
                && assignment.unfinishedBefore(delivery) == null
                && (delivery.state == State.BURYING
                        || (ledger.setup.givesLanesUp()
                                && (delivery.state == State.QUEUED || delivery.state == State.WAITING)));
        if (!may) {
            throw new Violation("a dead letter of " + record.partition() + "@" + record.offset() + " is sent, which is "
                    + delivery);
        }
        letters.put(sent, delivery);
        delivery.state = State.BURYING;
        if (sent.letter().attempts() != delivery.attempts) {
            throw new Violation("the dead letter of " + delivery + " tells of "
                    + sent.letter().attempts());
        }
    }

    /** Ends a try to store a dead letter. */
    void answer(SimSink.Sent sent, boolean stores) {
        sink.open.remove(sent);
        if (stores) {
            var delivery = letters.get(sent);
            if (delivery != null && ledger.current.containsValue(delivery.assignment) && !ledger.dead()) {
                delivery.finish(State.LETTERED);
            }
            sent.stored().complete(null);
        } else {
            sent.stored().completeExceptionally(new IllegalStateException("told to fail"));
        }
    }

    /** Handlers that run and have not been let go, in an order that does not depend on how they came. */
    List<SimCall> running() {
        return ledger.live.stream()
                .filter(call -> !call.isOver())
                .sorted(Comparator.comparing(SimCall::toString))
                .toList();
    }

    void look() {
        lookout.check(consumer.view(), clock.now());
        ledger.check();
    }

    void userPaused(boolean paused) {
        consumer.userPaused(paused);
    }

    void stayAwake() {
        consumer.stayAwake();
    }

    /** Ends in order. */
    void close() {
        consumer.leave();
        settle();
        letEverythingGo();
        endBatches();
        var view = consumer.view();
        ledger.check();
        if (view.inFlight() != 0
                || view.inFlightBytes() != 0
                || view.permitsInUse() != 0
                || ledger.pending().findAny().isPresent()) {
            throw new Violation("after the close there is left: " + ledger);
        }
    }

    /** Dies; what it has sent may have arrived or not. */
    void die(boolean arrived) {
        ledger.die();
        source.die(arrived);
        consumer.abandon();
        letEverythingGo();
        endBatches();
    }

    private void letEverythingGo() {
        do {
            running().forEach(call -> call.end(null));
            List.copyOf(sink.open).forEach(sent -> answer(sent, true));
            settle();
        } while (!running().isEmpty() || !sink.open.isEmpty());
    }

    /** Whether it has ended, in order or not. */
    boolean isOver() {
        return over;
    }

    private void endBatches() {
        over = true;
        try {
            if (consumer.end() != 0) {
                throw new Violation("batches do not end");
            }
        } catch (InterruptedException e) {
            throw new Violation("the consumer thread was interrupted", e);
        }
    }
}
