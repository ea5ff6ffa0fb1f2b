package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records whose handlers take too long, in the loop. The test plays the timer's thread, too. */
@Tag("jdk21")
class HandlerTimeoutTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    @ParameterizedTest
    @EnumSource(
            value = OnInterrupt.class,
            names = {"THROW", "RETURN"})
    void handlerTimeout_passes_attemptFailsAndTheRecordIsTriedAgain(OnInterrupt onInterrupt) {
        try (var loop = fixture(RetryPolicy.fixed(3, Duration.ZERO))) {
            loop.handler.onInterrupt = onInterrupt;
            loop.append(P0, "k");
            loop.append(P0, "k");
            loop.assign(P0);
            var first = loop.handler.call(0, 0);
            assertThat(first.context.timeLeft()).contains(TIMEOUT);
            passDeadlines(loop);
            until("second attempt", () -> loop.handler.call(0, 0) != first);
            var second = loop.handler.call(0, 0);
            second.finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);

            assertThat(first.interrupted).isTrue();
            assertThat(second.interrupted).isFalse();
            assertThat(second.context.attempt()).isEqualTo(2);
            assertThat(second.context.lastFailure()).containsInstanceOf(HandlerTimeoutException.class);
            assertThat(loop.handler.call(0, 1).context.attempt()).isEqualTo(1);
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    @Test
    void handlerTimeout_ofTheLastAttempt_isTheCauseOfTheEnd() {
        try (var loop = fixture(LoopFixture.stopAtOnce())) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.handler.call(0, 0);
            passDeadlines(loop);
            loop.turnUntilIdle();

            assertThat(loop.events.stopped).hasValue(1);
            assertThat(loop.lifecycle.failure())
                    .hasCauseInstanceOf(HandlerTimeoutException.class)
                    .hasRootCauseInstanceOf(InterruptedException.class);
        }
    }

    /** The handler heeds its deadline while its partition is already being given up. */
    @Test
    void handlerTimeout_duringARevocation_recordIsDroppedAndNotTriedAgain() throws Exception {
        try (var loop = fixture(RetryPolicy.fixed(3, Duration.ZERO))) {
            loop.append(P0, 2);
            loop.assign(P0);
            loop.handler.call(0, 1).finish();
            var slow = loop.handler.call(0, 0);
            loop.clock.advance(TIMEOUT.minus(Duration.ofSeconds(1)));
            var helper = loop.meanwhile(() -> {
                until("revoked", slow.context::revoked);
                loop.clock.advance(Duration.ofSeconds(1));
                fire(loop);
            });
            loop.revoke(P0);
            helper.join();
            loop.turnUntilIdle();

            assertThat(slow.interrupted).isTrue();
            assertThat(loop.handler.offsets(0)).containsExactlyInAnyOrder(0L, 1L);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(1);
            assertThat(loop.events.lastRelease().interrupted()).isZero();
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    /** It keeps its permit and its lane, but holds up the revocation no longer than any other. */
    @Test
    void handlerTimeout_interruptIgnored_revocationInterruptsAgainAtItsDeadlineAndAbandons() throws Exception {
        try (var loop = fixture(RetryPolicy.fixed(3, Duration.ZERO))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.append(P0, "k");
            loop.append(P0, "k");
            loop.assign(P0);
            var stuck = loop.handler.call(0, 0);
            passDeadlines(loop);
            until("interrupted", () -> stuck.interrupted);
            loop.clock.advance(Duration.ofSeconds(5));
            fire(loop);
            assertThat(loop.wiring.timer().orElseThrow().overdue()).hasSize(1);
            assertThat(loop.view().permitsInUse()).isEqualTo(1);
            stuck.interrupted = false;
            var helper = loop.meanwhile(() -> {
                until("revoked", stuck.context::revoked);
                loop.clock.advance(LoopFixture.LONG);
            });
            loop.revoke(P0);
            helper.join();
            until("interrupted again", () -> stuck.interrupted);

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
            stuck.finish();
            loop.turnUntilIdle();
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.handler.offsets(0)).containsExactly(0L);
            assertThat(loop.wiring.timer().orElseThrow().overdue()).isEmpty();
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    @Test
    void handlerTimeout_oneKeyLate_othersGoOnMeanwhile() {
        try (var loop = fixture(RetryPolicy.fixed(3, Duration.ZERO))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.handler.pass(record -> !"k0".equals(record.key()));
            loop.append(P0, 10);
            loop.assign(P0, P1);
            var stuck = loop.handler.call(0, 0);
            passDeadlines(loop);
            loop.append(P1, 10);
            loop.turnUntil(() -> loop.events.succeeded.get() == 9 + 9);

            assertThat(stuck.ended).isFalse();
            assertThat(loop.view().permitsInUse()).isEqualTo(2);
        }
    }

    /** One permit, so that the thread goes on to records that must not see an interrupt before their own deadline. */
    @Test
    void handlerTimeout_racesWithTheEndOfTheHandler_neverReachesTheNextRecord() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED)
                .maxConcurrency(1)
                .handlerTimeout(TIMEOUT)
                .retry(RetryPolicy.fixed(1_000_000, Duration.ZERO)))) {
            var stray = new AtomicInteger();
            loop.handler.onStart =
                    call -> stray.addAndGet(Thread.currentThread().isInterrupted() && timeLeft(call) ? 1 : 0);
            loop.handler.passAll();
            loop.append(P0, 2_000);
            loop.assign(P0);
            loop.turnUntil(() -> {
                passDeadlines(loop);
                return loop.events.succeeded.get() == 2_000;
            });

            assertThat(stray).hasValue(0);
        }
    }

    private static LoopFixture fixture(RetryPolicy retry) {
        return new LoopFixture(
                config -> config.ordering(Ordering.KEY).handlerTimeout(TIMEOUT).retry(retry));
    }

    private static boolean timeLeft(Call call) {
        return call.context.timeLeft().orElseThrow().compareTo(Duration.ofMillis(1)) > 0;
    }

    private static void passDeadlines(LoopFixture loop) {
        loop.clock.advance(TIMEOUT);
        fire(loop);
    }

    private static void fire(LoopFixture loop) {
        loop.wiring.timer().orElseThrow().fire();
    }
}
