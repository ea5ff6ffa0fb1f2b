package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.poll.HeldTotal;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens as failing lanes hold more and more. */
@Tag("jdk21")
class HeldBoundTest {

    private static final int POLL = 10;
    private static final RetryPolicy SOON = RetryPolicy.fixed(1_000_000, Duration.ofMillis(1));

    /** PARTITION: the lane is the partition, so all of it is held, up to the bound. */
    @Test
    void adjust_partitionFails_takesItsRecordsInUpToTheBoundBesideAHealthyOne() {
        try (var loop = new LoopFixture(
                POLL,
                config -> config.ordering(Ordering.PARTITION)
                        .maxConcurrency(1)
                        .maxInFlight(12)
                        .maxHeld(50, 1_000_000)
                        .retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.pass(record -> record.partition() == 1);
            loop.handler.fail(record -> record.partition() == 0);
            loop.append(P0, 100);
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.broker.isPaused(P0) && loop.view().held().records() == 50);
            loop.append(P1, 30);
            loop.turnUntil(() -> loop.handler.offsets(1).size() == 30);

            assertThat(loop.view().held().records()).isEqualTo(50);
            assertThat(loop.broker.isPaused(P1)).isFalse();
        }
    }

    /** Far more records fail than may be in flight. */
    @Test
    void adjust_heldRecordsBeyondTheMostInFlight_healthyLanesOfTheSamePartitionGoOn() {
        try (var loop = new LoopFixture(
                POLL, config -> config.maxConcurrency(1).maxInFlight(12).retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.key().equals("a"));
            for (int i = 0; i < 100; i++) {
                append(loop, "ab");
            }
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 100);

            assertThat(loop.view().held().records()).isEqualTo(100);
            assertThat(loop.view().inFlight()).isEqualTo(100);
            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    /** INV-BOUND-HELD. */
    @Test
    void adjust_boundOfRecordsReached_pausesExactlyThePartitionsThatHoldRecords() {
        try (var loop = new LoopFixture(config -> config.maxHeld(4, 1_000_000).retry(SOON))) {
            loop.handler.pass(record -> record.partition() == 1);
            loop.handler.fail(record -> record.partition() == 0 && record.offset() != 1);
            append(loop, "aaa");
            loop.append(P1, 1);
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.view().held().records() == 3);
            assertThat(loop.broker.isPaused(P0)).isFalse();
            append(loop, "b");
            loop.turnUntil(() -> loop.broker.isPaused(P0));

            assertThat(loop.broker.isPaused(P1)).isFalse();
            assertThat(loop.view().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .contains("intake of t-0 is paused", "4 records (12 bytes)", "at most 4 (1000000 bytes)")
                            .containsPattern("lane [0-9a-f]{8} holds 3 of them since offset 0 failed [0-9]+ time")
                            .contains("told to fail 0", "1 more of its lanes wait"));
            loop.append(P1, 5);
            loop.turnUntil(() -> loop.handler.offsets(1).size() == 6);
            append(loop, "c");
            loop.turnWithPoll();
            assertThat(loop.view().inFlight()).isEqualTo(4);
        }
    }

    /** INV-BOUND-HELD. */
    @Test
    void adjust_boundReached_resumesAtThreeQuartersOfIt() {
        try (var loop = new LoopFixture(config ->
                config.ordering(Ordering.UNORDERED).maxHeld(8, 1_000_000).retry(SOON))) {
            loop.handler.fail(record -> true);
            loop.append(P0, 8);
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.broker.isPaused(P0));
            loop.handler.pass(record -> record.offset() == 0);
            loop.handler.fail(record -> record.offset() > 0);
            loop.turnUntil(() -> {
                loop.clock.advance(Duration.ofMillis(1));
                return loop.view().held().records() == 7;
            });
            loop.turn();
            assertThat(loop.broker.isPaused(P0)).isTrue();
            loop.handler.pass(record -> record.offset() < 2); // first, or a record may meet neither and stay
            loop.handler.fail(record -> record.offset() > 1);
            loop.turnUntil(() -> {
                loop.clock.advance(Duration.ofMillis(1));
                return loop.view().held().records() == 6;
            });
            loop.turn();

            assertThat(loop.broker.isPaused(P0)).isFalse();
            assertThat(loop.view().problems()).isEmpty();
        }
    }

    @Test
    void adjust_boundOfBytesReached_pauses() {
        try (var loop = new LoopFixture(config -> config.maxHeld(100, 10).retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.fail(record -> true);
            append(loop, "aaa");
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.view().held().equals(new HeldTotal(3, 9)));
            loop.turn();
            assertThat(loop.broker.isPaused(P0)).isFalse();
            append(loop, "a");
            loop.turnUntil(() -> loop.broker.isPaused(P0));

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(4, 12));
            assertThat(loop.broker.isPaused(P1)).isFalse();
        }
    }

    /** INV-BOUND: what partitions had in flight when they began to fail is held on top of the bound, up to another one. */
    @Test
    void adjust_partitionsFailOneAfterAnotherAtTheBound_stopsEverythingAtTheMostDispatched() {
        try (var loop = new LoopFixture(
                POLL,
                config -> config.ordering(Ordering.UNORDERED)
                        .maxConcurrency(1)
                        .maxInFlight(12)
                        .maxHeld(1, 1_000_000)
                        .retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.fail(record -> true);
            var partitions = List.of(P0, P1, partition(2), partition(3));
            loop.assign(partitions.toArray(TopicPartition[]::new));
            for (int i = 0; i < 3; i++) {
                loop.append(partitions.get(i), POLL);
                int expected = POLL * (i + 1);
                loop.turnUntil(() -> loop.view().held().records() == expected);
            }
            loop.append(partitions.get(3), 1);
            loop.turnWithPoll();
            loop.turnWithPoll();

            assertThat(loop.view().inFlight()).isEqualTo(3 * POLL);
            assertThat(partitions).allMatch(loop.broker::isPaused);
        }
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("t", number);
    }

    /** A record for each letter, which is its key. */
    private static void append(LoopFixture loop, String keys) {
        keys.chars().forEach(key -> loop.append(P0, Character.toString(key)));
    }
}
