package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.config.Ordering;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the observer is told at the beginning of a release bounds exactly what still starts. */
@Tag("jdk21")
class ReleasingTest {

    private static final int RECORDS = 400;
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 20;

    @Test
    void revoked_oneRecordRunsAndOthersWait_isToldOfTheOneBeforeTheRelease() throws Exception {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.PARTITION))) {
            loop.append(P0, 3);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            var call = loop.handler.call(0, 0);
            var kept = loop.handler.call(1, 0);
            var helper = loop.meanwhile(() -> {
                until("told", () -> !loop.events.releasing.isEmpty());
                assertThat(loop.events.releases).isEmpty();
                call.finish();
            });
            loop.revoke(P0);
            helper.join();
            kept.finish();
            loop.turnUntilIdle();

            assertThat(loop.events.releasing).containsExactly(Map.of(P0, 1));
            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
            assertThat(loop.handler.offsets(0)).containsExactly(0L);
        }
    }

    /** The one permit goes to the other partition, whose record keeps it: nothing is left to be awaited. */
    @Test
    void revoked_awaitedRecordEndsAndTheRestOfItsRunGetsNoPermit_endsAtOnce() throws Exception {
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.PARTITION).maxConcurrency(1))) {
            loop.append(P0, 3);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("told", () -> !loop.events.releasing.isEmpty());
                call.finish();
                try {
                    until("released", () -> !loop.events.releases.isEmpty());
                } finally {
                    loop.clock.advance(LoopFixture.LONG);
                }
            });
            loop.revoke(P0);
            helper.join();

            var release = loop.events.lastRelease();
            assertThat(release.took()).isEqualTo(Duration.ZERO);
            assertThat(release.finished()).isEqualTo(1);
            assertThat(release.dropped()).isEqualTo(2);
            loop.handler.call(1, 0).finish();
            loop.turnUntilIdle();
            assertThat(loop.handler.offsets(0)).containsExactly(0L);
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    @Test
    void close_nothingAssigned_tellsNothing() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.wiring.loop().close(Duration.ZERO);

            assertThat(loop.events.releasing).isEmpty();
        }
    }

    /** A later close gives the partition up, and tells so. */
    @Test
    void close_whatHasEndedCannotBeTakenIn_tellsNevertheless() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.handler.call(0, 0).finish();
            until("ended", () -> loop.wiring.executor().running() == 0);
            loop.events.onEnded = partition -> {
                throw new InternalError("made up");
            };
            assertThatThrownBy(() -> loop.wiring.loop().close(Duration.ZERO)).hasMessage("made up");
            loop.events.onEnded = partition -> {};

            assertThat(loop.events.releasing).containsExactly(Map.of(P0, 0));
        }
    }

    static Stream<Ordering> orderings() {
        return Stream.generate(() -> Stream.of(Ordering.UNORDERED, Ordering.KEY, Ordering.PARTITION))
                .limit(ROUNDS)
                .flatMap(all -> all);
    }

    /** The handlers do not wait, so records start all the time while the release begins. */
    @ParameterizedTest
    @MethodSource("orderings")
    void lost_whileRecordsStart_onlyThoseToldOfStartAfterwards(Ordering ordering) {
        var before = new AtomicInteger();
        try (var loop = new LoopFixture(config -> config.ordering(ordering).maxConcurrency(AT_ONCE))) {
            loop.events.onReleasing = () -> before.set(loop.handler.calls.size());
            loop.handler.passAll();
            loop.append(P0, RECORDS);
            loop.assign(P0);
            until("some have started", () -> loop.handler.calls.size() > AT_ONCE);
            loop.lose(P0);
            loop.turnUntilIdle();

            int running = loop.events.releasing.getFirst().get(P0);
            assertThat(loop.handler.calls.size() - before.get()).isBetween(0, running);
        }
    }
}
