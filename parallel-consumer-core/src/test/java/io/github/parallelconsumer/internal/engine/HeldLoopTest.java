package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.internal.poll.HeldTotal;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two accounts of what is dispatched: in flight, and held by failing lanes. */
@Tag("jdk21")
class HeldLoopTest {

    private static final RetryPolicy SOON = RetryPolicy.fixed(1_000_000, Duration.ofMillis(1));
    /** Of a record with a key of one character: the key, and a value of two. */
    private static final int BYTES = 3;

    @Test
    void drain_keyFails_holdsItsRecordsOfAllBatchesAndNoOthers() {
        try (var loop = new LoopFixture(2, config -> config.retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.fail(record -> "a".equals(record.key()));
            append(loop, "aabaab");
            loop.assign(P0);
            loop.turnUntil(
                    () -> loop.handler.calls.size() == 2 && loop.view().held().records() == 4);

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(4, 4 * BYTES));
            assertThat(loop.view().inFlight()).isEqualTo(6);
            assertThat(loop.view(P0).held()).isEqualTo(4);
            append(loop, "ab");
            loop.turnUntil(() -> loop.view().inFlight() == 8);
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(5, 5 * BYTES));
        }
    }

    @Test
    void drain_failingRecordSucceedsAtLast_nothingIsHeld() {
        try (var loop = new LoopFixture(2, config -> config.retry(SOON))) {
            loop.handler.fail(record -> "a".equals(record.key()));
            append(loop, "aabaa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 4);
            loop.handler.passAll();
            loop.turnUntil(() -> {
                loop.clock.advance(Duration.ofMillis(1));
                return loop.view().inFlight() == 0;
            });

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            assertThat(loop.events.succeeded).hasValue(5);
        }
    }

    @Test
    void drain_headSucceedsAndTheNextRuns_theRestStaysHeldAndNewOnesAreInFlight() {
        try (var loop = new LoopFixture(config -> config.retry(SOON))) {
            loop.handler.fail(record -> record.offset() == 0);
            append(loop, "aaa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 3);
            loop.handler.fail(record -> false);
            loop.handler.pass(record -> record.offset() == 0);
            loop.turnUntil(() -> {
                loop.clock.advance(Duration.ofMillis(1));
                return loop.events.succeeded.get() == 1;
            });
            append(loop, "aa");
            loop.turnUntil(() -> loop.view().inFlight() == 4);

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(2, 2 * BYTES));
        }
    }

    @Test
    void drain_recordsWithoutALaneFail_areHeldEachAlone() {
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.UNORDERED).retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.fail(record -> record.offset() < 2);
            append(loop, "aaaa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 2);

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(2, 2 * BYTES));
            assertThat(loop.view().inFlight()).isEqualTo(4);
        }
    }

    @Test
    void revoked_heldLane_nothingIsHeldAndThePartitionStartsAnew() {
        try (var loop = new LoopFixture(config -> config.maxHeld(3, 1_000_000).retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.fail(record -> true);
            append(loop, "aaa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.broker.isPaused(P0));
            loop.revoke(P0);
            loop.turnUntilIdle();
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            assertThat(loop.view().problems()).isEmpty();
            loop.handler.passAll();
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 3);

            assertThat(loop.events.lastRelease().dropped()).isEqualTo(3);
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
        }
    }

    /** The old record fails the lane of the new assignment no more, though it still runs. */
    @Test
    void lost_recordOfAHeldLaneRunsOn_isInFlightAndNotHeld() {
        try (var loop = new LoopFixture(config -> config.retry(SOON))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.handler.fail(record -> true);
            append(loop, "aa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 2);
            loop.handler.fail(record -> false);
            loop.clock.advance(Duration.ofMillis(1));
            var running = runningCall(loop);
            loop.lose(P0);
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            loop.assign(P0);
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            running.finish();
            loop.handler.passAll();
            loop.turnUntilIdle();

            assertThat(loop.events.succeeded).hasValue(2);
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
        }
    }

    @Test
    void dispatch_positionWentBackBehindAHeldLane_holdsOnlyWhatFailsAnew() {
        try (var loop = new LoopFixture(config -> config.retry(RetryPolicy.fixed(3, LONG)))) {
            loop.handler.pass(record -> record.key().equals("b"));
            loop.handler.fail(record -> record.key().equals("a"));
            append(loop, "aab");
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 2 && loop.events.succeeded.get() == 1);
            loop.broker.rewind(P0, 1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 2);
            loop.turnUntil(() -> loop.view().held().records() == 1);

            assertThat(loop.view().held()).isEqualTo(new HeldTotal(1, BYTES));
            assertThat(loop.view().inFlight()).isEqualTo(1);
        }
    }

    private static Call runningCall(LoopFixture loop) {
        until("a record runs", () -> !loop.handler.running().isEmpty());
        return loop.handler.running().getFirst();
    }

    /** A record for each letter, which is its key. */
    private static void append(LoopFixture loop, String keys) {
        keys.chars().forEach(key -> loop.append(P0, Character.toString(key)));
    }
}
