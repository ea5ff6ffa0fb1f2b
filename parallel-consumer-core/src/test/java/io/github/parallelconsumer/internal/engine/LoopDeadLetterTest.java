package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.ScriptedSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that become dead letters, in a loop without a thread. */
@Tag("jdk21")
class LoopDeadLetterTest {

    private final ScriptedSink sink = new ScriptedSink();

    @Test
    void exhausted_letterIsStored_isCommittedAndItsLaneGoesOn() {
        try (var loop = new LoopFixture(this::configure)) {
            loop.handler.fail(record -> record.offset() == 1);
            loop.handler.pass(record -> record.offset() != 1);
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.handler.offsets(0)).containsExactly(0L, 1L, 2L);
            assertThat(sink.offsets()).containsExactly(1L);
            assertThat(sink.sent.getFirst().attempts()).isEqualTo(1);
            assertThat(loop.events.deadLettered).hasValue(1);
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
        assertThat(sink.closed).hasSize(1);
    }

    @Test
    void requested_byTheHandler_goesToTheDefaultTopicAtOnce() {
        try (var loop = new LoopFixture(config -> {
            configure(config);
            config.retry(RetryPolicy.DEFAULT.withOnExhausted(OnExhausted.deadLetter("exhausted")))
                    .deadLetters(DeadLetters.to("default"));
        })) {
            var cause = new IllegalStateException("beyond help");
            loop.handler.onStart = call -> {
                throw new DeadLetterException(cause);
            };
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turnUntilIdle();

            assertThat(sink.sent).singleElement().satisfies(letter -> {
                assertThat(letter.topic()).isEqualTo("default");
                assertThat(letter.cause()).isSameAs(cause);
                assertThat(letter.attempts()).isEqualTo(1);
            });
        }
    }

    @Test
    void exhausted_letterIsNotAcknowledged_neitherCommitsNorGoesOnButLetsOthersRun() {
        try (var loop = new LoopFixture(config -> {
            configure(config);
            config.ordering(Ordering.KEY).maxConcurrency(1);
        })) {
            var held = sink.hold();
            loop.handler.fail(record -> record.offset() == 0);
            loop.handler.pass(record -> true);
            loop.append(P0, "a");
            loop.append(P0, "a");
            loop.append(P0, "b");
            loop.assign(P0);
            sink.awaitSent(1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            loop.commit();
            assertThat(loop.handler.offsets(0)).containsExactly(0L, 2L);
            assertThat(loop.broker.committed(P0)).isZero();

            held.complete(null);
            loop.turnUntilIdle();
            loop.commit();
            assertThat(loop.handler.offsets(0)).containsExactly(0L, 2L, 1L);
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
    }

    @Test
    void exhausted_everyRecord_lettersOfALaneKeepItsOrder() {
        try (var loop = new LoopFixture(this::configure)) {
            loop.handler.fail(record -> true);
            loop.append(P0, 50);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(sink.offsets()).hasSize(50).isSorted();
            assertThat(loop.broker.committed(P0)).isEqualTo(50);
        }
    }

    @Test
    void revoked_letterIsAcknowledgedWithinTheDeadline_isCommitted() throws InterruptedException {
        try (var loop = new LoopFixture(this::configure)) {
            var held = sink.hold();
            loop.handler.fail(record -> true);
            loop.append(P0, 1);
            loop.assign(P0);
            sink.awaitSent(1);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                held.complete(null);
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.broker.committed(P0)).isEqualTo(1);
            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
            assertThat(sink.sent).hasSize(1);
        }
    }

    @Test
    void revoked_letterIsNotStored_isDroppedAndNeitherSentAgainNorCommitted() {
        try (var loop = new LoopFixture(this::configure)) {
            sink.fail(new IllegalStateException("away"));
            loop.handler.fail(record -> true);
            loop.append(P0, 2);
            loop.assign(P0);
            loop.turnUntil(() -> !problems(loop).isEmpty());
            assertThat(problems(loop).getFirst()).contains("dlt").contains("away");
            loop.revoke(P0);
            loop.turnUntilIdle();

            assertThat(sink.offsets()).containsExactly(0L);
            assertThat(loop.broker.committed(P0)).isZero();
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(2);
            assertThat(problems(loop)).isEmpty();
        }
    }

    @Test
    void lost_letterIsOnItsWay_isAbandonedAtOnce() {
        try (var loop = new LoopFixture(this::configure)) {
            sink.stayMute();
            loop.handler.fail(record -> true);
            loop.append(P0, 1);
            loop.assign(P0);
            sink.awaitSent(1);
            loop.lose(P0);
            loop.turnUntilIdle();

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    private void configure(ConfigBuilder<String, String> config) {
        config.ordering(Ordering.PARTITION)
                .retry(RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.deadLetter("dlt")))
                .deadLetterSink(sink);
    }

    private static List<String> problems(LoopFixture loop) {
        return loop.view().problems();
    }
}
