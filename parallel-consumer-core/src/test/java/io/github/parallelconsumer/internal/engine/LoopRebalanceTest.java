package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Partitions come and go, inside the polls of a loop without a thread. */
@Tag("jdk21")
class LoopRebalanceTest {

    /** Every sequence of four events; A assigned, R revoked, L lost. */
    static Stream<String> sequences() {
        var letters = "ARL";
        return IntStream.range(0, 81)
                .mapToObj(n -> IntStream.of(n / 27, n / 9 % 3, n / 3 % 3, n % 3)
                        .mapToObj(i -> letters.substring(i, i + 1))
                        .reduce("", String::concat));
    }

    /** P1 is kept all along, one record of it running from the first turn to the last. */
    @ParameterizedTest
    @MethodSource("sequences")
    void events_inAnyOrder_recordsRunOnlyWhileAssignedAndTheKeptPartitionGoesOn(String sequence) {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.PARTITION))) {
            loop.handler.pass(record -> record.partition() == 0);
            loop.append(P1, 2);
            loop.assign(P1);
            var kept = loop.handler.call(1, 0);
            boolean assigned = false;
            int handled = 0;
            int releases = 0;
            for (int event : sequence.chars().toArray()) {
                switch (event) {
                    case 'A' -> loop.assign(P0);
                    case 'R' -> loop.revoke(P0);
                    default -> loop.lose(P0);
                }
                releases += assigned && event != 'A' ? 1 : 0;
                assigned = event == 'A';
                loop.append(P0, 1);
                loop.turn();
                if (assigned) {
                    loop.turnUntil(() -> loop.view(P0).incomplete() == 0);
                    assertThat(loop.handler.offsets(0).size()).isGreaterThan(handled);
                } else {
                    assertThat(loop.handler.offsets(0)).hasSize(handled);
                }
                handled = loop.handler.offsets(0).size();
                assertThat(loop.events.releases).hasSize(releases);
                assertThat(loop.view().partitions()).hasSize(assigned ? 2 : 1);
            }
            assertThat(kept.interrupted).isFalse();
            assertThat(kept.context.revoked()).isFalse();
            kept.finish();
            loop.handler.call(1, 1).finish();
            loop.turnUntilIdle();
            loop.commit();
            assertThat(loop.broker.committed(P1)).isEqualTo(2);
        }
    }

    @Test
    void revoked_everythingFinished_commitsBeforeThePartitionIsGone() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 5);
            loop.append(P1, 5);
            loop.assign(P0, P1);
            loop.turnUntilIdle();
            loop.revoke(P0);

            assertThat(loop.broker.committed(P0)).isEqualTo(5);
            assertThat(loop.broker.committed(P1)).isZero();
            assertThat(loop.broker.commits()).hasSize(1);
            assertThat(loop.events.lastRelease().partitions()).containsExactly(P0);
        }
    }

    @Test
    void revoked_recordFinishesWithinTheDeadline_isCommitted() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                call.finish();
            });
            loop.revoke(P0);
            helper.join();

            assertThat(call.interrupted).isFalse();
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
        }
    }

    @Test
    void revoked_recordFailsWhileAwaited_isDroppedAndNotTriedAgain() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                call.fail(new IllegalStateException("no"));
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.handler.calls).hasSize(1);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(1);
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    @Test
    void revoked_commitFails_partitionIsGivenUpNevertheless() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.broker.failCommits(new CommitFailedException());
            loop.revoke(P0);
            loop.broker.failCommits(null);
            loop.commit();

            assertThat(loop.view().partitions()).isEmpty();
            assertThat(loop.events.commitFailures).hasSize(1);
            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    @Test
    void revoked_partitionIsPaused_comesBackUnpaused() {
        try (var loop = new LoopFixture(config -> config.maxOffsetSpan(1).ordering(Ordering.UNORDERED))) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();
            assertThat(loop.broker.isPaused(P0)).isTrue();
            loop.lose(P0);
            loop.assign(P0);

            assertThat(loop.broker.isPaused(P0)).isFalse();
            assertThat(loop.handler.call(0, 0)).isNotNull();
        }
    }

    @Test
    void assigned_whileAnotherIsPaused_keepsThePause() {
        try (var loop = new LoopFixture(config -> config.maxOffsetSpan(1))) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();
            loop.broker.resume(List.of(P0)); // as a client would that forgets it in a rebalance
            loop.assign(P1);

            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isFalse();
        }
    }

    @Test
    void lost_runningRecord_isInterruptedAtOnceAndNothingIsCommitted() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED))) {
            loop.append(P0, 2);
            loop.assign(P0);
            loop.handler.call(0, 0).finish();
            var running = loop.handler.call(0, 1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            loop.lose(P0);
            loop.turnUntilIdle();

            assertThat(running.interrupted).isTrue();
            assertThat(loop.broker.commits()).isEmpty();
            var release = loop.events.lastRelease();
            assertThat(release.reason()).isEqualTo(Reason.LOST);
            assertThat(release.interrupted()).isEqualTo(1);
        }
    }

    static Stream<Ordering> laned() {
        return Stream.of(Ordering.KEY, Ordering.PARTITION);
    }

    @ParameterizedTest
    @MethodSource("laned")
    void comesBack_whileItsOldRecordRuns_newLaneWaitsAndOldOneIsNotCommitted(Ordering ordering) {
        try (var loop = new LoopFixture(config -> config.ordering(ordering))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.append(P0, "k");
            loop.append(P0, "k");
            loop.assign(P0);
            var old = loop.handler.call(0, 0);
            loop.lose(P0);
            loop.assign(P0);
            loop.turnUntil(() -> loop.source.polled == 4);
            loop.append(P0, "other");
            if (ordering.equals(Ordering.KEY)) {
                loop.turnUntil(() -> loop.handler.offsets(0).contains(2L));
                loop.handler.call(0, 2).finish();
            }
            assertThat(loop.handler.offsets(0)).containsOnlyOnce(0L).doesNotContain(1L);
            old.finish();
            loop.turnUntil(() -> loop.handler.offsets(0).stream()
                            .filter(offset -> offset == 0)
                            .count()
                    == 2);
            loop.commit();
            assertThat(loop.broker.committed(P0)).isZero();

            loop.handler.passAll();
            loop.turnUntilIdle();
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.events.abandoned).hasValue(1);
        }
    }

    @Test
    void revoked_handlerSwallowsInterrupts_loopGoesOnAfterTheDeadline() throws Exception {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.KEY))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.append(P0, 1);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            var stuck = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", stuck.context::revoked);
                loop.clock.advance(LONG);
            });
            loop.revoke(P0);
            helper.join();
            loop.handler.call(1, 0).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);

            assertThat(stuck.ended).isFalse();
            assertThat(loop.view().inFlight()).isEqualTo(1);
            stuck.finish();
            loop.turnUntilIdle();
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }
}
