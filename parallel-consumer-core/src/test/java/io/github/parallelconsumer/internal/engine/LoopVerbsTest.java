package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.COMMIT_INTERVAL;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each verb of the loop, one turn at a time. */
@Tag("jdk21")
class LoopVerbsTest {

    @Test
    void drain_finishedRecord_isTakenOffTheCount() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 2);
            loop.assign(P0);
            loop.handler.call(0, 0).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);

            assertThat(loop.view().inFlight()).isEqualTo(1);
            assertThat(loop.view(P0).watermark()).isEqualTo(1);
            assertThat(loop.view(P0).incomplete()).isEqualTo(1);
        }
    }

    @Test
    void commit_finishedAboveAStuckRecord_commitsOnlyBelowIt() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.pass(record -> record.offset() != 3);
            loop.append(P0, 10);
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 9);
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.view(P0).finishedAboveWatermark()).isEqualTo(6);
            loop.handler.call(0, 3).finish();
            loop.turnUntilIdle();
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(10);
        }
    }

    @Test
    void commit_beforeTheInterval_isNotStarted() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            loop.clock.advance(COMMIT_INTERVAL.minusMillis(100).minusNanos(1));
            loop.turn();
            assertThat(loop.source.asyncCommits).isZero();
            loop.clock.advance(Duration.ofNanos(1));
            loop.turn();
            assertThat(loop.source.asyncCommits).isEqualTo(1);
        }
    }

    @Test
    void commit_nothingNew_isNotRepeated() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();
            loop.commit();
            loop.commit();

            assertThat(loop.source.asyncCommits).isEqualTo(1);
        }
    }

    @Test
    void look_afterATenthOfASecond_publishesTheView() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();
            assertThat(loop.wiring.board().view().inFlight()).isZero();
            loop.clock.advance(Duration.ofMillis(100));
            loop.turn();

            var view = loop.wiring.board().view();
            assertThat(view.inFlight()).isEqualTo(1);
            assertThat(view.joined()).isTrue();
            assertThat(view.tick()).isEqualTo(loop.clock.getAsLong());
        }
    }

    @Test
    void poll_nothingToDo_waitsLong() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.assign(P0);
            loop.turn();

            assertThat(loop.source.lastPollTimeout()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void poll_commitDueSoon_waitsUntilThen() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.clock.advance(Duration.ofMillis(600));
            loop.turn();

            assertThat(loop.source.lastPollTimeout()).isEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void poll_recordStuckAndNothingToCommit_waitsLong() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.clock.advance(Duration.ofMillis(2_500));
            loop.turn();
            loop.clock.advance(Duration.ofMillis(2_500));
            loop.turn();

            assertThat(loop.source.lastPollTimeout()).isPositive();
        }
    }

    @Test
    void poll_somePausedForTheirSpan_waitsLong() {
        try (var loop = new LoopFixture(config -> config.maxOffsetSpan(1))) {
            loop.append(P0, 1);
            loop.assign(P0, P1);
            loop.clock.advance(Duration.ofMillis(2_500));
            loop.turn();
            loop.turn();

            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.source.lastPollTimeout()).isGreaterThan(Duration.ofMillis(10));
        }
    }

    @Test
    void poll_somePausedForMemory_takesWhatThereIsAndWaitsForCompletionsInstead() {
        try (var loop = new LoopFixture(10, config -> config.maxConcurrency(1).maxInFlight(12))) {
            loop.append(P0, 20);
            loop.assign(P0, P1);
            loop.turn();
            loop.turn();

            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isFalse();
            assertThat(loop.source.lastPollTimeout()).isZero();
        }
    }

    @Test
    void poll_allPaused_pollsOnlyAtItsCadence() {
        try (var loop =
                new LoopFixture(config -> config.maxOffsetSpan(1).commit(CommitStrategy.every(Duration.ofHours(1))))) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();
            int polls = loop.source.pollTimeouts.size();
            assertThat(loop.source.lastPollTimeout()).isZero();
            loop.clock.advance(Duration.ofMillis(99));
            loop.turn();
            assertThat(loop.source.pollTimeouts).hasSize(polls);
            loop.clock.advance(Duration.ofMillis(1));
            loop.turn();
            assertThat(loop.source.pollTimeouts).hasSize(polls + 1);
        }
    }

    @Test
    void poll_allPausedAndARecordEnds_parkEndsAndThePartitionIsResumed() {
        try (var loop = new LoopFixture(config -> config.maxOffsetSpan(1))) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();
            loop.handler.call(0, 0).finish();
            loop.turnUntil(() -> !loop.broker.isPaused(P0));

            assertThat(loop.events.succeeded).hasValue(1);
        }
    }

    @Test
    void dispatch_nullKeys_runUnordered() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.KEY))) {
            loop.append(P0, (String) null);
            loop.append(P0, (String) null);
            loop.assign(P0);

            assertThat(loop.handler.call(0, 0).record.key()).isNull();
            assertThat(loop.handler.call(0, 1).record.key()).isNull();
        }
    }

    @Test
    void dispatch_sameKeyInTwoPartitions_runAtOnce() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.KEY))) {
            loop.append(P0, "k");
            loop.append(P1, "k");
            loop.assign(P0, P1);
            loop.handler.call(0, 0);
            loop.handler.call(1, 0);

            assertThat(loop.handler.running()).hasSize(2);
        }
    }

    @Test
    void dispatch_sameKey_runsOneAfterAnother() {
        try (var loop = new LoopFixture(2, config -> config.ordering(Ordering.KEY))) {
            for (int i = 0; i < 5; i++) {
                loop.append(P0, "k");
            }
            loop.assign(P0);
            loop.turn();
            loop.turn();
            for (int i = 0; i < 5; i++) {
                var call = loop.handler.call(0, i);
                assertThat(loop.handler.running()).containsExactly(call);
                call.finish();
                Eventually.until("ended", () -> call.ended);
            }
        }
    }

    @Test
    void dispatch_partition_runsOneAfterAnother() {
        try (var loop = new LoopFixture(2, config -> config.ordering(Ordering.PARTITION))) {
            loop.append(P0, 4);
            loop.assign(P0);
            loop.turn();
            for (int i = 0; i < 4; i++) {
                var call = loop.handler.call(0, i);
                assertThat(loop.handler.running()).containsExactly(call);
                call.finish();
                Eventually.until("ended", () -> call.ended);
            }
        }
    }

    @Test
    void dispatch_gapsInOffsets_commitsPastThem() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.appendAt(P0, 5);
            loop.appendAt(P0, 1L << 40);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo((1L << 40) + 1);
        }
    }

    @Test
    void dispatch_positionWentBack_handlesAgainAndCommitsTheLowerOffset() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED))) {
            loop.handler.pass(record -> record.offset() < 8);
            loop.append(P0, 10);
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 8);
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(8);
            loop.handler.pass(record -> record.offset() != 4);
            loop.broker.rewind(P0, 2);
            loop.turnUntil(() -> loop.handler.calls.size() == 18);
            loop.turnUntil(() -> loop.view(P0).watermark() == 4);
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(4);
            assertThat(loop.handler.call(0, 9).context.assignmentId())
                    .isGreaterThan(loop.handler.call(0, 0).context.assignmentId());
        }
    }
}
