package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is paused and resumed for the bytes of what is in flight; eight records are as many as may be. */
@Tag("jdk21")
class InFlightBytesTest {

    private static final int MOST = 1 << 20;
    private static final int EIGHTH = MOST / 8;

    /** INV-FAIR, with a share of four records for each of two partitions. */
    @Test
    void adjust_bytesAtTheirMost_pausesOnlyPartitionsThatHoldTheirShare() {
        try (var loop = loop(Ordering.UNORDERED, 1)) {
            append(loop, P0, 8, EIGHTH);
            loop.assign(P0, P1);
            turns(loop, 9);
            append(loop, P1, 3, EIGHTH);
            turns(loop, 4);

            assertThat(loop.view().inFlightBytes()).isEqualTo(11 * EIGHTH);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isFalse();
            append(loop, P1, 1, EIGHTH);
            turns(loop, 2);
            assertThat(loop.broker.isPaused(P1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY", "PARTITION", "UNORDERED"})
    void adjust_recordsEnd_resumesBelowTheMostAndNotBefore(String ordering) {
        try (var loop = loop(orderingOf(ordering), 1)) {
            append(loop, P0, 9, EIGHTH);
            loop.assign(P0);
            turns(loop, 12);
            assertThat(loop.view().inFlightBytes()).isEqualTo(8 * EIGHTH);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            loop.handler.call(0, 0).finish();
            until("its end", () -> loop.view().inFlightBytes() == 7 * EIGHTH);
            loop.turn();

            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    /** INV-BOUND: of each partition that is below its share, a poll may bring in far more than that. */
    @Test
    void adjust_manyPartitionsFarAboveTheirShares_bytesStayBelowTwiceTheMostAndAPoll() {
        int poll = 6;
        var partitions =
                IntStream.range(0, 12).mapToObj(p -> new TopicPartition("t", p)).toArray(TopicPartition[]::new);
        try (var loop = loop(Ordering.KEY, poll)) {
            for (var partition : partitions) {
                append(loop, partition, 3 * poll, EIGHTH);
            }
            loop.assign(partitions);
            turns(loop, 20);

            assertThat(loop.view().inFlightBytes()).isBetween((long) MOST, 2L * MOST + (long) poll * EIGHTH - 1);
            assertThat(partitions).allMatch(loop.broker::isPaused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY", "PARTITION", "UNORDERED"})
    void adjust_recordLargerThanTheMost_isHandledAndThenTheOthersAre(String ordering) {
        try (var loop = loop(orderingOf(ordering), 10)) {
            append(loop, P0, 1, 3 * MOST);
            append(loop, P0, 1, 5 * MOST);
            append(loop, P1, 1, 3 * MOST);
            loop.assign(P0, P1);
            turns(loop, 3);
            assertThat(loop.broker.isPaused(P0)).isTrue();
            loop.handler.passAll();
            loop.turnUntil(() -> loop.events.succeeded.get() == 3);

            loop.turnUntil(() -> !loop.broker.isPaused(P0) && !loop.broker.isPaused(P1));
        }
    }

    /** What failing lanes hold counts against another bound, so that they do not stop the others. */
    @Test
    void adjust_heldBytesBeyondTheMost_healthyLanesOfTheSamePartitionGoOn() {
        try (var loop = loop(Ordering.KEY, 1)) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.key().equals("bad"));
            for (int i = 0; i < 20; i++) {
                loop.append(P0, "bad", new byte[EIGHTH]);
                loop.append(P0, "good", new byte[EIGHTH]);
            }
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 20);

            assertThat(loop.view().held().bytes()).isEqualTo(20 * (EIGHTH + 3));
            assertThat(loop.broker.isPaused(P0)).isFalse();
        }
    }

    private static LoopFixture loop(Ordering ordering, int poll) {
        return new LoopFixture(
                poll,
                config -> config.ordering(ordering)
                        .maxConcurrency(1)
                        .maxInFlightBytes(MOST)
                        .retry(RetryPolicy.fixed(3, LONG)));
    }

    private static Ordering orderingOf(String name) {
        return switch (name) {
            case "KEY" -> Ordering.KEY;
            case "PARTITION" -> Ordering.PARTITION;
            default -> Ordering.UNORDERED;
        };
    }

    private static void append(LoopFixture loop, TopicPartition partition, int count, int bytes) {
        for (int i = 0; i < count; i++) {
            loop.append(partition, "", new byte[bytes]);
        }
    }

    private static void turns(LoopFixture loop, int count) {
        for (int i = 0; i < count; i++) {
            loop.turnWithPoll();
        }
    }
}
