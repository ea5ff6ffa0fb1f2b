package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is paused and resumed, and why. */
@Tag("jdk21")
class FlowControlTest {

    private static final int POLL = 10;

    /** INV-FAIR, with a share of 20 records for each of two partitions. */
    @Test
    void adjust_totalAtItsMost_pausesOnlyPartitionsThatHoldTheirShare() {
        try (var loop = new LoopFixture(POLL, config -> config.maxConcurrency(1).maxInFlight(40))) {
            loop.append(P0, 40);
            loop.assign(P0, P1);
            turns(loop, 4);
            loop.append(P1, 19);
            turns(loop, 4);

            assertThat(loop.view().inFlight()).isEqualTo(59);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isFalse();
            loop.append(P1, 1);
            turns(loop, 2);
            assertThat(loop.broker.isPaused(P1)).isTrue();
        }
    }

    @Test
    void adjust_totalBelowItsMost_pausesNothing() {
        try (var loop = new LoopFixture(POLL, config -> config.maxConcurrency(1).maxInFlight(40))) {
            loop.append(P0, 39);
            loop.assign(P0, P1);
            turns(loop, 5);

            assertThat(loop.view().inFlight()).isEqualTo(39);
            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    /** INV-FAIR. */
    @Test
    void adjust_completionsLowerTheTotal_resumesBelowTheMostAndNotBefore() {
        try (var loop = new LoopFixture(POLL, config -> config.maxConcurrency(1).maxInFlight(40))) {
            loop.append(P0, 40);
            loop.assign(P0, P1);
            turns(loop, 4);
            loop.append(P1, 1);
            turns(loop, 2);
            finishOne(loop);
            loop.turnWithPoll();
            assertThat(loop.view().inFlight()).isEqualTo(40);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            finishOne(loop);
            loop.turnWithPoll();

            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    /** INV-BOUND: of each partition that is below its share, a poll may bring in far more than that. */
    @Test
    void adjust_manyPartitionsFarAboveTheirShares_totalStaysBelowTheHardBound() {
        var partitions =
                IntStream.range(0, 12).mapToObj(p -> new TopicPartition("t", p)).toArray(TopicPartition[]::new);
        try (var loop = new LoopFixture(POLL, config -> config.maxConcurrency(1).maxInFlight(12))) {
            for (var partition : partitions) {
                loop.append(partition, 3 * POLL);
            }
            loop.assign(partitions);
            turns(loop, 20);

            assertThat(loop.view().inFlight()).isBetween(12, mostTakenIn(loop));
            assertThat(partitions).allMatch(loop.broker::isPaused);
        }
    }

    /** INV-BOUND. */
    @Test
    void adjust_givenUpRecordsPileUpBehindAHandlerThatNeverEnds_pausesEverythingUntilItEnds() {
        try (var loop = new LoopFixture(POLL, config -> config.maxConcurrency(1).maxInFlight(12))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.append(P0, POLL);
            loop.assign(P0);
            var stuck = loop.handler.call(0, 0);
            for (int i = 0; i < 10; i++) {
                loop.lose(P0);
                loop.assign(P0);
                assertThat(loop.view().inFlight()).isLessThanOrEqualTo(mostTakenIn(loop));
            }
            loop.lose(P0);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            turns(loop, 3);

            assertThat(loop.view().inFlight()).isBetween(24, mostTakenIn(loop));
            assertThat(loop.view(P0).incomplete() + loop.view(P1).incomplete()).isZero();
            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isTrue();
            loop.handler.passAll();
            loop.turnUntil(() -> stuck.ended && loop.handler.offsets(1).contains(0L));
        }
    }

    @Test
    void adjust_spanAtItsMost_pausesOnlyThatPartitionUntilItsHeadFinishes() {
        try (var loop = new LoopFixture(1, config -> config.maxOffsetSpan(3))) {
            loop.handler.pass(record -> record.partition() == 1 || record.offset() > 0);
            loop.append(P0, 2);
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.view(P0).finishedAboveWatermark() == 1);
            assertThat(loop.broker.isPaused(P0)).isFalse();
            loop.append(P0, 2);
            loop.turnUntil(() -> loop.broker.isPaused(P0));
            assertThat(loop.broker.isPaused(P1)).isFalse();
            loop.append(P1, 9);
            loop.turnUntil(() -> loop.handler.offsets(1).size() == 9);
            assertThat(loop.handler.offsets(0)).doesNotContain(3L);
            loop.handler.call(0, 0).finish();
            loop.turnUntil(() -> !loop.broker.isPaused(P0));
            loop.turnUntil(() -> loop.handler.offsets(0).contains(3L));
        }
    }

    @Test
    void adjust_userPauses_takesNothingInUntilTheUserResumes() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0, P1);
            var running = loop.handler.call(0, 0);
            loop.lifecycle.userPaused(true);
            loop.turn();
            loop.append(P0, 1);
            loop.append(P1, 1);
            turns(loop, 3);
            assertThat(loop.source.polled).isEqualTo(1);
            running.finish();
            loop.turnUntilIdle();
            assertThat(loop.events.succeeded).hasValue(1);
            loop.lifecycle.userPaused(false);
            loop.turnWithPoll();

            assertThat(loop.source.polled).isEqualTo(3);
        }
    }

    /** The broker's side forgets what was paused when it assigns, also for a partition that is assigned already. */
    @Test
    void reassigned_userPaused_pausesNewAndKeptPartitionsBeforeTheirFirstRecord() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.assign(P0);
            loop.lifecycle.userPaused(true);
            loop.turn();
            loop.append(P0, 1);
            loop.append(P1, 1);
            loop.assign(P0, P1);

            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isTrue();
            assertThat(loop.source.polled).isZero();
        }
    }

    /** Intake stops at twice the most in flight, and the poll before may have come up to just below that. */
    private static int mostTakenIn(LoopFixture loop) {
        return 2 * loop.config.maxInFlight() + POLL - 1;
    }

    private static void turns(LoopFixture loop, int count) {
        for (int i = 0; i < count; i++) {
            loop.turnWithPoll();
        }
    }

    private static void finishOne(LoopFixture loop) {
        int before = loop.view().inFlight();
        until("a record runs", () -> !loop.handler.running().isEmpty());
        loop.handler.running().get(0).finish();
        until("its end", () -> loop.view().inFlight() < before);
    }
}
