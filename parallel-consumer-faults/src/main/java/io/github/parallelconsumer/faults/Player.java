package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes the steps of a schedule, each at its time. Confined to the main thread. */
final class Player {

    private final Fleet fleet;
    private final Brokers brokers;
    private final BrokerSteps brokerSteps;
    private final Watch watch;
    private final Consumer<String> out;

    Player(Fleet fleet, Brokers brokers, BrokerSteps brokerSteps, Watch watch, Consumer<String> out) {
        this.fleet = fleet;
        this.brokers = brokers;
        this.brokerSteps = brokerSteps;
        this.watch = watch;
        this.out = out;
    }

    /** Returns when all has been done. */
    void play(List<Step> steps) throws InterruptedException {
        long begin = System.nanoTime();
        for (var step : steps) {
            watch.until(begin + TimeUnit.MILLISECONDS.toNanos(step.millis()));
            out.accept(step.toString());
            take(step);
        }
        brokerSteps.await();
    }

    private void take(Step step) throws InterruptedException {
        var subject = step.subject();
        switch (step.action()) {
            case JOIN -> fleet.join(subject);
            case LEAVE -> fleet.leave(subject);
            case KILL -> fleet.kill(subject);
            case FREEZE -> fleet.stop(subject, FaultKind.FREEZE);
            case PAUSE -> fleet.stop(subject, FaultKind.PAUSE);
            case THAW -> fleet.thaw(subject);
            case LETTERS_DOWN -> brokerSteps.later(brokers::lettersDown);
            case LETTERS_UP -> brokerSteps.later(brokers::lettersUp);
            case BROKER_KILL -> brokerSteps.later(() -> brokers.kill(Integer.parseInt(subject)));
            case BROKER_START -> brokerSteps.later(() -> brokers.start(Integer.parseInt(subject)));
            case NETWORK_CUT -> brokerSteps.later(() -> brokers.cut(Integer.parseInt(subject)));
            case NETWORK_DELAY -> brokerSteps.later(() -> brokers.delay(Integer.parseInt(subject)));
            case NETWORK_SILENT -> brokerSteps.later(() -> brokers.silence(Integer.parseInt(subject)));
            case NETWORK_RESTORED -> brokerSteps.later(() -> brokers.restore(Integer.parseInt(subject)));
            case MOVE_LEADERS -> brokerSteps.later(brokers::moveLeaders);
        }
    }
}
