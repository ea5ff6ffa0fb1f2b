package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.poll.PositionWatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions that move by themselves. */
class PositionsTest {

    private final Logged log = Logged.by(PositionWatch.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void jumped_logDeletedAboveThePosition_isToldAndTheRestIsCommitted() {
        try (var loop = loop()) {
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.broker.deleteBefore(P0, 10);
            loop.appendAt(P0, 12);
            loop.turnWithPoll();
            loop.turnUntilIdle();
            loop.commit();

            assertThat(log.warnings())
                    .containsExactly(
                            "[g/c] Position of t-0 jumped from 3 to 12, since its log has been deleted up to 10:"
                                    + " the 9 offset(s) between are skipped");
            assertThat(loop.broker.committed(P0)).isEqualTo(13);
        }
    }

    @Test
    void jumped_logDeletedAboveWhatWasCommittedBefore_isToldAtTheFirstRecord() {
        try (var loop = loop()) {
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.revoke(P0);
            loop.broker.deleteBefore(P0, 10);
            loop.appendAt(P0, 12);
            loop.assign(P0);
            loop.turnUntilIdle();

            assertThat(log.warnings()).singleElement().asString().contains("jumped from 3 to 12", "deleted up to 10");
        }
    }

    @Test
    void gap_logBeginsBelowIt_isOrdinary() {
        try (var loop = loop()) {
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.broker.deleteBefore(P0, 3);
            loop.appendAt(P0, 1_000);
            loop.turnWithPoll();
            loop.turnUntilIdle();

            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void wentBack_isToldAndTrackedAnew() {
        try (var loop = loop()) {
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();
            loop.broker.rewind(P0, 2);
            loop.turnWithPoll();
            loop.turnUntilIdle();
            loop.commit();

            assertThat(log.warnings())
                    .containsExactly("[g/c] Position of t-0 went back to 2: records from there on are handled again");
            assertThat(loop.events.succeeded).hasValue(5 + 3);
            assertThat(loop.broker.committed(P0)).isEqualTo(5);
        }
    }

    /** The record is delivered again under the new assignment, whose attempts alone count. */
    @Test
    void wentBack_attemptsOfAnOldRecordRunOut_consumerGoesOn() {
        var policy = RetryPolicy.fixed(1, Duration.ofSeconds(1)).withOnExhausted(OnExhausted.stop());
        try (var loop =
                new LoopFixture(config -> config.ordering(Ordering.UNORDERED).retry(policy))) {
            loop.append(P0, 1);
            loop.assign(P0);
            var old = loop.handler.call(0, 0);
            loop.broker.rewind(P0, 0);
            loop.turnUntil(() -> loop.handler.calls.size() == 2);
            old.fail(new IllegalStateException("for the last time"));
            loop.turnUntil(() -> loop.view().inFlight() == 1);
            assertThat(loop.events.stopped).hasValue(1);
            assertThat(loop.lifecycle.mustEnd()).isFalse();
            loop.handler.call(0, 0).finish();
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    private static LoopFixture loop() {
        var loop = new LoopFixture(config -> {});
        loop.handler.passAll();
        return loop;
    }
}
