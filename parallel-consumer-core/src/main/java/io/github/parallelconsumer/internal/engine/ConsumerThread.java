package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.exec.Failures;
import io.github.parallelconsumer.internal.exec.LetterOffice;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the consumer thread does from its start to its end. Confined to the consumer thread. */
final class ConsumerThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
    /** So that leaving the group is tried even when all the time is used up. */
    private static final Duration LEAST_TO_LEAVE = Duration.ofMillis(500);

    private final String name;
    private final ParallelConsumerConfig<?, ?> config;
    private final Wiring wiring;
    private final Lifecycle lifecycle;
    private final Optional<TimerThread> timer;

    ConsumerThread(String name, ParallelConsumerConfig<?, ?> config, Wiring wiring, Lifecycle lifecycle) {
        this.name = name;
        this.config = config;
        this.wiring = wiring;
        this.lifecycle = lifecycle;
        timer = wiring.timer().map(attempts -> new TimerThread(name, attempts, this::failAndWake));
    }

    @Override
    public void run() {
        LOG.info(
                "{} Starting: topics {}, {}, at most {} at once; {}",
                name,
                config.topicPattern().<Object>map(pattern -> "like " + pattern).orElse(config.topics()),
                config.ordering(),
                config.maxConcurrency(),
                wiring.scopes().description());
        try {
            timer.ifPresent(TimerThread::start);
            wiring.letters().ifPresent(LetterOffice::start);
            wiring.loop().start();
            while (!lifecycle.mustEnd()) {
                wiring.loop().runOnce();
            }
        } catch (Throwable e) { // whatever it is, the consumer must not die silently
            lifecycle.fail(e);
        }
        end();
    }

    private void failAndWake(Throwable defect) {
        lifecycle.fail(defect);
        wiring.control().wake();
    }

    private void end() {
        lifecycle.drain();
        attempt("log the reason", this::logReason);
        var release = release();
        attempt("leave the group", () -> wiring.source().close(timeToLeave()));
        attempt("end its batches", () -> wiring.executor().end(timeLeft()));
        attempt("end its timer", () -> timer.ifPresent(TimerThread::end));
        attempt("close its dead letters", this::closeLetters);
        attempt("settle its count", wiring.loop()::settle);
        attempt("close its deserializers", wiring.decoders()::close);
        var cause = Optional.ofNullable(lifecycle.failure());
        LOG.info("{} {}", name, cause.isPresent() ? "Failed" : "Closed");
        lifecycle.end(new Termination(release.finished(), release.interrupted(), release.dropped(), cause));
    }

    private void logReason() {
        var failure = lifecycle.failure();
        if (failure == null) {
            LOG.info("{} Closing within {} ms", name, timeLeft().toMillis());
        } else {
            Failures.log(
                    LOG,
                    Level.ERROR,
                    failure,
                    "{} Stopping because of a failure, within {} ms",
                    name,
                    timeLeft().toMillis());
        }
    }

    private Release release() {
        try {
            return wiring.loop().close(timeLeft());
        } catch (Throwable e) { // the group is left and the batches are ended nevertheless
            wiring.loop().abandon();
            lifecycle.fail(e);
            attempt("log why", () -> LOG.error("{} Could not give its partitions up in order", name, e));
            return new Release(Reason.CLOSED, List.of(), 0, 0, 0, Duration.ZERO);
        }
    }

    /** After the last record, which might have been about to become one. */
    private void closeLetters() throws InterruptedException {
        if (wiring.letters().isPresent()) {
            wiring.letters().get().close(timeLeft());
        }
    }

    private void attempt(String what, Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // each step is tried, whatever became of the one before
            LOG.warn("{} Could not {}", name, what, e);
        }
    }

    private Duration timeLeft() {
        return lifecycle.timeToClose(config.shutdownTimeout());
    }

    private Duration timeToLeave() {
        var left = timeLeft();
        return wiring.loop().timeToLeave(left.compareTo(LEAST_TO_LEAVE) < 0 ? LEAST_TO_LEAVE : left);
    }

    /** One step of the end. */
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }
}
