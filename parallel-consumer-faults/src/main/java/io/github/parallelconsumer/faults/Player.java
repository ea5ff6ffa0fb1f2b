package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes the steps of a schedule, each at its time. Confined to the main thread, but that what is done to brokers, which may
 * take many seconds, has a thread of its own: one step after the other, and members need not wait for it.
 */
final class Player implements AutoCloseable {

    private final Fleet fleet;
    private final Brokers brokers;
    private final Consumer<String> out;
    private final ExecutorService brokerThread = Executors.newSingleThreadExecutor();
    private final List<Future<?>> brokerSteps = new ArrayList<>();

    Player(Fleet fleet, Brokers brokers, Consumer<String> out) {
        this.fleet = fleet;
        this.brokers = brokers;
        this.out = out;
    }

    /** Returns when all has been done. */
    void play(List<Step> steps) throws InterruptedException {
        long begin = System.nanoTime();
        for (var step : steps) {
            TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.MILLISECONDS.toNanos(step.millis()) - System.nanoTime());
            out.accept(step.toString());
            take(step);
        }
        for (var step : brokerSteps) {
            try {
                step.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a step failed: " + e.getCause(), e);
            }
        }
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
            case LETTERS_DOWN -> later(brokers::lettersDown);
            case LETTERS_UP -> later(brokers::lettersUp);
            case BROKER_KILL -> later(() -> brokers.kill(Integer.parseInt(subject)));
            case BROKER_START -> later(() -> brokers.start(Integer.parseInt(subject)));
            case NETWORK_CUT -> later(() -> brokers.cut(Integer.parseInt(subject)));
            case NETWORK_DELAY -> later(() -> brokers.delay(Integer.parseInt(subject)));
            case NETWORK_SILENT -> later(() -> brokers.silence(Integer.parseInt(subject)));
            case NETWORK_RESTORED -> later(() -> brokers.restore(Integer.parseInt(subject)));
            case MOVE_LEADERS -> later(brokers::moveLeaders);
        }
    }

    /** Something done to brokers. */
    @FunctionalInterface
    private interface BrokerStep {
        void take() throws InterruptedException;
    }

    private void later(BrokerStep step) {
        brokerSteps.add(brokerThread.submit(() -> {
            step.take();
            return step;
        }));
    }

    /** Gives up what is not done, if {@link #play} did not get to the end. */
    @Override
    public void close() {
        brokerThread.shutdownNow();
    }
}
