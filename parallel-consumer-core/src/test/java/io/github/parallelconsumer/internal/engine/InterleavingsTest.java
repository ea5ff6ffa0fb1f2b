package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interleavings that break naive designs, each brought about on purpose. */
@Tag("jdk21")
class InterleavingsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500})
    void stopped_laterRecordsOfKey_neverStart(int maxPollRecords) {
        try (var loop = new LoopFixture(
                maxPollRecords, config -> config.ordering(Ordering.KEY).retry(LoopFixture.stopAtOnce()))) {
            for (int i = 0; i < 5; i++) {
                loop.append(P0, "k");
            }
            loop.append(P0, "other");
            loop.assign(P0);
            loop.turnUntil(() -> loop.source.polled == 6);
            loop.handler.call(0, 5).finish();
            loop.handler.call(0, 0).fail(new IllegalStateException("no"));
            loop.turnUntil(() -> loop.events.ended() == 6);
            loop.commit();

            assertThat(loop.handler.offsets(0)).containsExactlyInAnyOrder(0L, 5L);
            assertThat(loop.events.stopped).hasValue(1);
            assertThat(loop.events.dropped).hasValue(4);
            assertThat(loop.lifecycle.failure()).isInstanceOf(RecordFailedException.class);
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    @Test
    void stopped_recordAppendedAfterwards_isNotPolled() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.KEY).retry(LoopFixture.stopAtOnce()))) {
            loop.append(P0, "k");
            loop.assign(P0);
            loop.handler.call(0, 0).fail(new IllegalStateException("no"));
            loop.turnUntilIdle();
            loop.append(P0, "k");
            loop.turn();

            assertThat(loop.source.polled).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OnInterrupt.class,
            names = {"THROW", "RETURN"})
    void interrupted_laterRecordsOfKey_neverStartAndNothingIsCommitted(OnInterrupt onInterrupt) {
        try (var loop = new LoopFixture(1, config -> config.ordering(Ordering.KEY))) {
            loop.handler.onInterrupt = onInterrupt;
            loop.append(P0, "k");
            loop.append(P0, "k");
            loop.append(P0, "k");
            loop.assign(P0);
            loop.turnUntil(() -> loop.source.polled == 3);
            var first = loop.handler.call(0, 0);
            loop.lose(P0);
            loop.turnUntilIdle();

            assertThat(first.interrupted).isTrue();
            assertThat(loop.handler.offsets(0)).containsExactly(0L);
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.events.dropped).hasValue(2);
            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    /** By a revocation, after which a commit is allowed, so that only the outcome keeps the offset from it. */
    @Test
    void revoked_handlerReturnsNormallyAfterItsInterrupt_isNotCommitted() throws Exception {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED))) {
            loop.handler.onInterrupt = OnInterrupt.RETURN;
            loop.append(P0, 2);
            loop.assign(P0);
            loop.handler.call(0, 0).finish();
            var second = loop.handler.call(0, 1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            var helper = loop.meanwhile(() -> {
                until("revoked", second.context::revoked);
                loop.clock.advance(LoopFixture.LONG);
            });
            loop.revoke(P0);
            helper.join();
            loop.turnUntilIdle();

            assertThat(second.interrupted).isTrue();
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelled_worker_takesNoFurtherRecord(OnInterrupt onInterrupt) {
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.UNORDERED).maxConcurrency(1))) {
            loop.handler.onInterrupt = onInterrupt;
            loop.append(P0, 200);
            loop.assign(P0);
            var only = loop.handler.call(
                    0,
                    loop.handler.calls.isEmpty() ? 0 : loop.handler.offsets(0).get(0));
            loop.lose(P0);
            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(199);
            only.finish();
            loop.turnUntilIdle();

            assertThat(loop.handler.calls).hasSize(1);
            assertThat(loop.events.dropped).hasValue(199);
            assertThat(loop.events.abandoned).hasValue(1);
        }
    }

    /** One permit, so the thread whose record of P0 ends just when it is interrupted goes on to the records of P1. */
    @Test
    void interrupt_aimedAtOneRecord_neverReachesTheNext() {
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.UNORDERED).maxConcurrency(1))) {
            loop.handler.onStart = call -> {
                while (call.record.partition() == 0 && !call.context.revoked()) {
                    Thread.onSpinWait();
                }
            };
            // an interrupted record of P1 is held, and so reports it
            loop.handler.pass(
                    record -> record.partition() == 0 || !Thread.currentThread().isInterrupted());
            loop.handler.onInterrupt = OnInterrupt.RETURN;
            loop.assign(P1);
            for (int round = 0; round < 200; round++) {
                loop.broker.assign(P0);
                loop.append(P0, 3);
                loop.append(P1, 5);
                int polled = loop.source.polled;
                // on a busy machine more is dropped than handed back, until everything is paused for a while
                // (INV-BOUND)
                loop.turnUntil(() -> loop.source.polled > polled);
                until("a record of P0 runs", () -> loop.handler.runs(0));
                loop.lose(P0);
            }
            loop.turnUntilIdle();

            assertThat(loop.handler.calls.stream().filter(call -> call.record.partition() == 1 && call.interrupted))
                    .isEmpty();
            loop.commit();
            assertThat(loop.broker.committed(P1)).isEqualTo(1_000);
        }
    }

    @RepeatedTest(10)
    void revocation_thousandsQueuedRunningAndBackingOff_countsAndWatermarkAreExact() throws Exception {
        try (var loop = new LoopFixture(config ->
                config.ordering(Ordering.UNORDERED).maxConcurrency(50).retry(RetryPolicy.fixed(3, LoopFixture.LONG)))) {
            loop.handler.pass(record -> record.offset() < 100);
            loop.handler.fail(record -> record.offset() >= 100 && record.offset() < 120);
            loop.append(P0, 170);
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 100
                    && loop.handler.running().size() == 50
                    && loop.handler.calls.size() == 170);
            loop.append(P0, 3_000);
            loop.turnUntil(() -> loop.source.polled == 3_170);
            var running = loop.handler.running();
            var helper = loop.meanwhile(() -> {
                until("revoked", running.get(0).context::revoked);
                running.subList(0, 30).forEach(Call::finish);
                until("drained", () -> loop.events.succeeded.get() == 130);
                loop.clock.advance(LoopFixture.LONG);
            });
            loop.revoke(P0);
            helper.join();

            var release = loop.events.lastRelease();
            assertThat(release.reason()).isEqualTo(Reason.REVOKED);
            assertThat(release.finished()).isEqualTo(30);
            assertThat(release.interrupted()).isEqualTo(20);
            assertThat(release.dropped()).isEqualTo(20 + 3_000);
            assertThat(loop.broker.committed(P0)).isEqualTo(100);
            loop.turnUntilIdle();
            assertThat(loop.handler.calls).hasSize(170);
        }
    }
}
