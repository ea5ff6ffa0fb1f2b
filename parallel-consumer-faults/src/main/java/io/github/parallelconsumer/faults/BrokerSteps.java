package io.github.parallelconsumer.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What is done to brokers, which may take many seconds: one after the other on a thread of its own, so that members need not
 * wait for it. Confined to the main thread otherwise.
 */
final class BrokerSteps implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Future<?>> steps = new ArrayList<>();

    /** Something done to brokers. */
    @FunctionalInterface
    interface BrokerStep {
        void take() throws InterruptedException;
    }

    void later(BrokerStep step) {
        steps.add(thread.submit(() -> {
            step.take();
            return step;
        }));
    }

    /**
     * Returns if none has failed.
     *
     * @throws IllegalStateException if one has
     */
    void look() {
        steps.stream().filter(step -> step.state() == Future.State.FAILED).forEach(step -> {
            throw failure(step.exceptionNow());
        });
    }

    /** Returns when all are done; throws as {@link #look} does. */
    void await() throws InterruptedException {
        for (var step : steps) {
            try {
                step.get();
            } catch (ExecutionException e) {
                throw failure(Objects.requireNonNull(e.getCause()));
            }
        }
    }

    private static IllegalStateException failure(Throwable cause) {
        return new IllegalStateException("a step failed: " + cause, cause);
    }

    /** Gives up what is not done. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
