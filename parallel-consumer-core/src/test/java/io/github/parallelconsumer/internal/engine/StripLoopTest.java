package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.Run;
import io.github.parallelconsumer.api.OffsetStrip.State;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the loop shows of a partition's offsets, and when. */
@Tag("jdk21")
class StripLoopTest {

    @Test
    void strip_nobodyAsks_isNotDrawn() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.turn();

            assertThat(loop.view(P0).strip()).isEmpty();
            ask(loop);
            assertThat(loop.view(P0).strip()).isPresent();
            loop.clock.advance(Duration.ofSeconds(1));
            assertThat(loop.view(P0).strip()).isEmpty();
        }
    }

    @Test
    void poll_someoneAsks_waitsNoLongerThanToTheNextView() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.assign(P0);
            loop.turn();
            assertThat(loop.source.lastPollTimeout()).isEqualTo(Duration.ofSeconds(1));
            loop.clock.advance(Duration.ofMillis(100));
            ask(loop);
            loop.turn();

            assertThat(loop.source.lastPollTimeout()).isEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void strip_recordsOfEachKind_areShown() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED)
                .maxConcurrency(2)
                .retry(RetryPolicy.fixed(2, Duration.ofDays(1))))) {
            loop.handler.pass(record -> record.offset() == 0 || record.offset() == 2 || record.offset() == 3);
            loop.handler.fail(record -> record.offset() == 4);
            loop.append(P0, 8);
            loop.assign(P0);
            loop.turnUntil(() -> loop.handler.running().size() == 2 && loop.events.succeeded.get() == 3);
            loop.turnUntil(() -> strip(loop).runs().contains(new Run(State.RETRYING, 1)));

            assertThat(strip(loop).firstOffset()).isEqualTo(1);
            assertThat(strip(loop).offsetsPerCell()).isEqualTo(1);
            assertThat(strip(loop).runs())
                    .containsExactly(
                            new Run(State.RUNNING, 1),
                            new Run(State.FINISHED, 2),
                            new Run(State.RETRYING, 1),
                            new Run(State.RUNNING, 1),
                            new Run(State.WAITING, 2));
        }
    }

    @Test
    void strip_finishedBelowTheWatermark_isToBeCommitted() {
        try (var loop = new LoopFixture(config -> config.ordering(Ordering.UNORDERED))) {
            loop.handler.pass(record -> record.offset() != 7);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 5);
            loop.commit();
            loop.append(P0, 5);
            loop.turnUntil(() -> loop.events.succeeded.get() == 9);

            assertThat(strip(loop).firstOffset()).isEqualTo(5);
            assertThat(strip(loop).runs())
                    .containsExactly(
                            new Run(State.TO_COMMIT, 2), new Run(State.RUNNING, 1), new Run(State.FINISHED, 2));
        }
    }

    @Test
    void strip_recordThatRunsForLong_showsHowLongItWasSeen() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            loop.handler.call(0, 0);

            assertThat(strip(loop).runs()).containsExactly(new Run(State.RUNNING, 1));
            loop.clock.advance(Duration.ofSeconds(1));
            assertThat(strip(loop).runs()).containsExactly(new Run(State.RUNNING_SECONDS, 1));
            loop.clock.advance(Duration.ofSeconds(4));
            assertThat(strip(loop).runs()).containsExactly(new Run(State.RUNNING_LONG, 1));
        }
    }

    @Test
    void strip_attemptsUsedUp_isHeld() {
        try (var loop = new LoopFixture(config -> config.retry(RetryPolicy.fixed(1, Duration.ofDays(1))))) {
            loop.handler.fail(record -> true);
            loop.append(P0, 1);
            loop.assign(P0);

            loop.turnUntil(() -> strip(loop).runs().contains(new Run(State.HELD, 1)));
        }
    }

    private static void ask(LoopFixture loop) {
        loop.wiring.board().askForStrips(loop.clock.getAsLong());
    }

    private static OffsetStrip strip(LoopFixture loop) {
        ask(loop);
        return loop.view(P0).strip().orElseThrow();
    }
}
