package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;

import io.github.parallelconsumer.api.Health.Circuit;
import io.github.parallelconsumer.api.Health.Circuit.State;
import io.github.parallelconsumer.config.CircuitBreaker;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import java.time.Duration;
import java.util.function.Consumer;

/** A loop with a circuit breaker that opens at half of at least ten attempts. Stateless. */
final class BreakerLoop {

    static final Duration WINDOW = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final CircuitBreaker BREAKER = new CircuitBreaker(0.5, 10, WINDOW, PAUSE, 3);
    /** Failing records wait until the test ends, so that each is one failed attempt. */
    private static final RetryPolicy NO_RETRY = RetryPolicy.fixed(2, Duration.ofDays(1));

    private BreakerLoop() {}

    /** A loop with the breaker. */
    static LoopFixture fixture(int maxPollRecords, Consumer<ConfigBuilder<String, String>> settings) {
        return new LoopFixture(
                maxPollRecords,
                config -> settings.accept(
                        config.ordering(Ordering.UNORDERED).retry(NO_RETRY).pauseOnFailures(BREAKER)));
    }

    /** Adds records of which so many succeed and the others fail, and lets all of them end. */
    static void attempts(LoopFixture loop, int succeed, int fail) {
        int succeededBefore = loop.events.succeeded.get();
        int heldBefore = loop.view().held().records();
        long first = loop.source.polled;
        loop.handler.pass(record -> record.offset() < first + succeed);
        loop.handler.fail(record -> record.offset() >= first + succeed);
        loop.append(P0, succeed + fail);
        if (first == 0) {
            loop.assign(P0);
        }
        loop.turnUntil(() -> loop.events.succeeded.get() == succeededBefore + succeed
                && loop.view().held().records() == heldBefore + fail);
    }

    /** Opens it by the failures of the first ten records, and lets what comes then be held by the handler. */
    static void open(LoopFixture loop) {
        loop.handler.fail(record -> true);
        loop.append(P0, 10);
        loop.assign(P0);
        loop.turnUntil(() -> circuit(loop).state() == State.OPEN);
        loop.handler.fail(record -> false);
    }

    /** What is shown of the breaker. */
    static Circuit circuit(LoopFixture loop) {
        return loop.view().circuit().orElseThrow();
    }

    /** So many turns of the loop. */
    static void turns(LoopFixture loop, int count) {
        for (int i = 0; i < count; i++) {
            loop.turnWithPoll();
        }
    }
}
