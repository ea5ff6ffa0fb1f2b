package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.LaneGivenUpException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnMaxHeld;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.spi.DeadLetter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lanes that are given up because too much is held. The clock stands still, so no record is tried twice. */
@Tag("jdk21")
class HeldReliefTest {

    private final ScriptedSink sink = new ScriptedSink();

    @Test
    void relieve_boundReached_oldestLaneBecomesDeadLettersInOrderAndIsThenAsAnyOther() {
        try (var loop = new LoopFixture(this::configure)) {
            loop.handler.fail(record -> true);
            loop.assign(P0, P1);
            holdOneAfterAnother(loop, "aa", "bb", "a");
            append(loop, "c");
            loop.turnUntil(() -> loop.events.deadLettered.get() == 3);
            loop.turnUntil(() -> !loop.broker.isPaused(P0));

            assertThat(sink.offsets()).containsExactly(0L, 1L, 4L);
            assertThat(sink.sent.stream().map(DeadLetter::attempts)).containsExactly(1, 0, 0);
            assertThat(sink.sent.getFirst().cause()).hasMessage("told to fail 0");
            assertThat(sink.sent.stream().skip(1).map(DeadLetter::cause))
                    .allSatisfy(cause -> assertThat(cause)
                            .isInstanceOfSatisfying(
                                    LaneGivenUpException.class,
                                    why -> assertThat(why.offset()).isZero())
                            .hasCause(sink.sent.getFirst().cause()));
            assertThat(loop.handler.offsets(0)).containsExactlyInAnyOrder(0L, 2L, 5L);
            assertThat(loop.view().held().records()).isEqualTo(3);
            loop.handler.pass(record -> record.offset() == 6);
            loop.handler.fail(record -> record.offset() < 6);
            append(loop, "a");
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(2);
            assertThat(loop.view().held().records()).isEqualTo(3);
        }
    }

    @Test
    void relieve_unorderedRecords_givesUpTheOldestUntilThreeQuartersAreHeld() {
        try (var loop = new LoopFixture(config -> {
            configure(config);
            config.ordering(Ordering.UNORDERED).maxHeld(4, 1_000_000);
        })) {
            loop.handler.fail(record -> true);
            loop.assign(P0);
            holdOneAfterAnother(loop, "a", "b", "c");
            append(loop, "d");
            loop.turnUntil(() -> loop.events.deadLettered.get() == 1);

            assertThat(sink.offsets()).containsExactly(0L);
            loop.turn();
            assertThat(loop.view().held().records()).isEqualTo(3);
            assertThat(loop.events.deadLettered).hasValue(1);
        }
    }

    /** What waits for its dead letter is on its way out, so no more lanes are given up in its place. */
    @Test
    void relieve_letterIsNotAcknowledged_pausesAndGivesUpNoMore() {
        try (var loop = new LoopFixture(this::configure)) {
            CompletableFuture<?> acknowledgement = sink.hold();
            loop.handler.fail(record -> true);
            loop.assign(P0, P1);
            holdOneAfterAnother(loop, "aaa", "b", "c");
            append(loop, "d");
            loop.turnUntil(() -> sink.sent.size() == 1);
            loop.turnWithPoll();
            loop.turnWithPoll();
            assertThat(loop.broker.isPaused(P0)).isTrue();
            assertThat(loop.broker.isPaused(P1)).isFalse();
            assertThat(sink.offsets()).containsExactly(0L);
            assertThat(loop.view().held().records()).isEqualTo(6);
            acknowledgement.complete(null);
            loop.turnUntil(() -> loop.events.deadLettered.get() == 3);
            loop.turnUntil(() -> !loop.broker.isPaused(P0));

            assertThat(sink.offsets()).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void revoked_laneIsGivenUp_nothingOfItIsSentAnyMore() {
        try (var loop = new LoopFixture(this::configure)) {
            var acknowledgement = sink.hold();
            loop.handler.fail(record -> true);
            loop.assign(P0);
            holdOneAfterAnother(loop, "aaaaa");
            append(loop, "d");
            loop.turnUntil(() -> sink.sent.size() == 1);
            loop.lose(P0);
            acknowledgement.complete(null);
            loop.turnUntilIdle();

            assertThat(sink.offsets()).containsExactly(0L);
            assertThat(loop.events.deadLettered.get() + loop.events.abandoned.get())
                    .isEqualTo(1);
            assertThat(loop.events.dropped).hasValue(5);
            assertThat(loop.view().held().records()).isZero();
        }
    }

    private void configure(ConfigBuilder<String, String> config) {
        config.retry(RetryPolicy.fixed(3, LONG))
                .maxHeld(6, 1_000_000)
                .onMaxHeld(OnMaxHeld.deadLetterLane())
                .deadLetters(DeadLetters.to("dead"))
                .deadLetterSink(sink);
    }

    /** Adds records and waits until they are held, before the next, so that it is known which lane is the oldest. */
    private static void holdOneAfterAnother(LoopFixture loop, String... keys) {
        for (var some : keys) {
            int expected = loop.view().held().records() + some.length();
            append(loop, some);
            loop.turnUntil(() -> loop.view().held().records() == expected);
        }
    }

    private static void append(LoopFixture loop, String keys) {
        keys.chars().forEach(key -> loop.append(P0, Character.toString(key)));
    }
}
