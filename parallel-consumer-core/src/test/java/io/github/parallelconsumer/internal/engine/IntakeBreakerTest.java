package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.PAUSE;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.WINDOW;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.attempts;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.circuit;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.fixture;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.open;
import static io.github.parallelconsumer.internal.engine.BreakerLoop.turns;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.Health.Circuit;
import io.github.parallelconsumer.api.Health.Circuit.State;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.poll.IntakeBreaker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When intake stands still because of failures, and when it goes on. */
@Tag("jdk21")
class IntakeBreakerTest {

    private final Logged log = Logged.by(IntakeBreaker.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void maybeSwitch_shareReached_opensAndTakesNothingIn() {
        try (var loop = fixture(500, config -> {})) {
            attempts(loop, 5, 5);
            loop.turn();
            loop.append(P0, 3);
            turns(loop, 5);

            assertThat(circuit(loop)).isEqualTo(new Circuit(State.OPEN, "5 of 10 attempts within PT30S failed"));
            assertThat(loop.view().problems())
                    .containsExactly("the circuit breaker has stopped intake: 5 of 10 attempts within PT30S failed");
            assertThat(loop.source.polled).isEqualTo(10);
            assertThat(loop.broker.isPaused(P0)).isTrue();
        }
    }

    @Test
    void maybeSwitch_shareNotReached_staysClosed() {
        try (var loop = fixture(500, config -> {})) {
            attempts(loop, 6, 5);
            turns(loop, 2);

            assertThat(circuit(loop)).isEqualTo(new Circuit(State.CLOSED, "5 of 11 attempts within PT30S failed"));
            assertThat(loop.view().problems()).isEmpty();
            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    @Test
    void maybeSwitch_tooFewAttempts_staysClosed() {
        try (var loop = fixture(500, config -> {})) {
            attempts(loop, 0, 9);
            turns(loop, 2);

            assertThat(circuit(loop).state()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void maybeSwitch_failuresOlderThanTheWindow_areForgotten() {
        try (var loop = fixture(500, config -> {})) {
            attempts(loop, 0, 9);
            loop.turn();
            loop.clock.advance(WINDOW);
            attempts(loop, 6, 4);
            turns(loop, 2);

            assertThat(circuit(loop)).isEqualTo(new Circuit(State.CLOSED, "4 of 10 attempts within PT30S failed"));
        }
    }

    /** Two records a poll, so that the second poll brings more than the three it takes. */
    @Test
    void maybeSwitch_pauseIsOver_letsAFewInAndClosesWhenTheySucceed() {
        try (var loop = fixture(2, config -> {})) {
            open(loop);
            loop.append(P0, 10);
            loop.clock.advance(PAUSE.minus(Duration.ofNanos(1)));
            loop.turn();
            assertThat(circuit(loop).state()).isEqualTo(State.OPEN);
            loop.clock.advance(Duration.ofNanos(1));
            turns(loop, 10);

            assertThat(circuit(loop))
                    .isEqualTo(new Circuit(
                            State.HALF_OPEN,
                            "trying at least 3 record(s), since 10 of 10 attempts within PT30S failed"));
            assertThat(loop.source.polled).isEqualTo(10 + 4);
            loop.handler.call(0, 10).finish();
            loop.handler.call(0, 11).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 2);
            turns(loop, 3);
            assertThat(loop.source.polled).isEqualTo(10 + 4);
            loop.handler.call(0, 12).finish();
            loop.turnUntil(() -> circuit(loop).state() == State.CLOSED);
            loop.turnUntil(() -> loop.source.polled == 10 + 10);
            assertThat(circuit(loop).reason()).isEqualTo("0 of 0 attempts within PT30S failed");
            assertThat(log.messages())
                    .containsExactly(
                            "WARN [g/c] Circuit breaker opens, intake stands still for PT10S: "
                                    + "10 of 10 attempts within PT30S failed",
                            "INFO [g/c] Circuit breaker half open, letting at least 3 record(s) in",
                            "INFO [g/c] Circuit breaker closes, intake goes on: "
                                    + "0 of 3 first attempts failed after a pause");
        }
    }

    @Test
    void maybeSwitch_halfOfTheProbesFail_opensAgainForAWholePause() {
        try (var loop = fixture(500, config -> {})) {
            open(loop);
            loop.append(P0, 3);
            loop.clock.advance(PAUSE);
            loop.turnUntil(() -> loop.source.polled == 13);
            loop.handler.call(0, 10).fail(new IllegalStateException("still down"));
            loop.handler.call(0, 11).fail(new IllegalStateException("still down"));
            loop.handler.call(0, 12).finish();
            loop.turnUntil(() -> circuit(loop).state() == State.OPEN);

            assertThat(circuit(loop).reason()).isEqualTo("2 of 3 first attempts failed after a pause");
            loop.append(P0, 3);
            loop.clock.advance(PAUSE.dividedBy(2));
            turns(loop, 3);
            assertThat(loop.source.polled).isEqualTo(13);
            loop.clock.advance(PAUSE);
            loop.turnUntil(() -> loop.source.polled == 16);
            assertThat(circuit(loop).state()).isEqualTo(State.HALF_OPEN);
        }
    }

    /** What failed before goes on failing, more often than new records are tried. */
    @Test
    void maybeSwitch_onlyRetriesFail_closesWhenTheProbesSucceed() {
        try (var loop = fixture(500, config -> config.retry(RetryPolicy.fixed(100_000, Duration.ofMillis(50))))) {
            open(loop);
            loop.handler.fail(record -> record.offset() < 10);
            loop.append(P0, 3);
            loop.clock.advance(PAUSE);
            until("many retries", () -> {
                loop.turnWithPoll();
                return loop.handler.calls.size() >= 3 * 10 + 3;
            });
            assertThat(circuit(loop).state()).isEqualTo(State.HALF_OPEN);
            for (int probe = 10; probe < 13; probe++) {
                loop.handler.call(0, probe).finish();
            }
            loop.turnUntil(() -> circuit(loop).state() == State.CLOSED);
            assertThat(loop.source.polled).isEqualTo(13);
        }
    }

    @Test
    void maybeSwitch_probesDoNotEnd_letsMoreInAfterEachPause() {
        try (var loop = fixture(3, config -> {})) {
            open(loop);
            loop.append(P0, 9);
            loop.clock.advance(PAUSE);
            turns(loop, 5);
            assertThat(loop.source.polled).isEqualTo(13);
            loop.clock.advance(PAUSE);
            turns(loop, 5);

            assertThat(loop.source.polled).isEqualTo(16);
            assertThat(circuit(loop).state()).isEqualTo(State.HALF_OPEN);
        }
    }

    @Test
    void maybeSwitch_nothingToTry_waitsForRecordsWithIntakeOpen() {
        try (var loop = fixture(500, config -> {})) {
            open(loop);
            loop.clock.advance(PAUSE);
            turns(loop, 3);
            assertThat(loop.broker.isPaused(P0)).isFalse();
            loop.handler.pass(record -> true);
            loop.append(P0, 2);
            loop.turnUntil(() -> loop.events.succeeded.get() == 2);
            assertThat(circuit(loop).state()).isEqualTo(State.HALF_OPEN);
            loop.append(P0, 1);
            loop.turnUntil(() -> circuit(loop).state() == State.CLOSED);
        }
    }

    @Test
    void adjust_userPausesAndResumesWhileOpen_neitherUndoesTheOther() {
        try (var loop = fixture(500, config -> {})) {
            open(loop);
            loop.append(P0, 3);
            loop.lifecycle.userPaused(true);
            turns(loop, 2);
            loop.lifecycle.userPaused(false);
            turns(loop, 2);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            loop.lifecycle.userPaused(true);
            loop.clock.advance(PAUSE);
            turns(loop, 3);

            assertThat(circuit(loop).state()).isEqualTo(State.HALF_OPEN);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.source.polled).isEqualTo(10);
            loop.lifecycle.userPaused(false);
            turns(loop, 2);
            assertThat(loop.source.polled).isEqualTo(13);
        }
    }

    @Test
    void reassigned_whileOpen_pausesTheNewPartitionBeforeItsFirstRecord() {
        try (var loop = fixture(500, config -> {})) {
            open(loop);
            loop.append(P1, 1);
            loop.assign(P0, P1);

            assertThat(loop.broker.isPaused(P1)).isTrue();
            assertThat(loop.source.polled).isEqualTo(10);
        }
    }

    @Test
    void circuit_notAskedFor_isNotShown() {
        try (var loop = new LoopFixture(config -> {})) {
            assertThat(loop.view().circuit()).isEmpty();
        }
    }
}
