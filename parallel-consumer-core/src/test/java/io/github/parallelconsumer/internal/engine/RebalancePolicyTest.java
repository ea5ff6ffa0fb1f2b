package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of running records when a partition moves, with each policy, and of those of partitions that stay. */
class RebalancePolicyTest {

    /** The clock stands still, so whatever waits for a deadline would wait for ever. */
    @ParameterizedTest
    @EnumSource(OnInterrupt.class)
    void release_recordRuns_isInterruptedAtOnceAndWhatIsFinishedIsCommitted(OnInterrupt onInterrupt) {
        try (var loop = loop(RebalancePolicy.release())) {
            loop.handler.onInterrupt = onInterrupt;
            loop.append(P0, 4);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            loop.handler.call(0, 0).finish();
            loop.handler.call(0, 1).finish();
            loop.handler.call(0, 2);
            loop.handler.call(0, 3);
            var kept = loop.handler.call(1, 0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 2);
            loop.revoke(P0);

            var release = loop.events.lastRelease();
            assertThat(release.reason()).isEqualTo(Reason.REVOKED);
            assertThat(release.partitions()).containsExactly(P0);
            assertThat(List.of(release.finished(), release.interrupted(), release.dropped()))
                    .containsExactly(0, 2, 0);
            assertThat(loop.broker.committed(P0)).isEqualTo(2);
            assertThat(kept.interrupted).isFalse();
            assertThat(kept.context.revoked()).isFalse();
            kept.finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 3);
        }
    }

    @Test
    void drain_recordRuns_recordsOfKeptPartitionsGoOnMeanwhile() throws Exception {
        try (var loop = loop(RebalancePolicy.drain(LONG.dividedBy(20)))) {
            loop.append(P0, 1);
            loop.append(P1, 20);
            loop.assign(P0, P1);
            var awaited = loop.handler.call(0, 0);
            loop.handler.call(1, 19);
            var helper = loop.meanwhile(() -> {
                until("revoked", awaited.context::revoked);
                loop.handler.pass(record -> record.partition() == 1);
                for (int i = 0; i < 20; i++) {
                    loop.handler.call(1, i).finish();
                }
                until("kept", () -> loop.events.succeeded.get() == 20);
                awaited.finish();
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
            assertThat(loop.events.lastRelease().interrupted()).isZero();
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
            loop.commit();
            assertThat(loop.broker.committed(P1)).isEqualTo(20);
        }
    }

    /** At most 60 of 100 run at once. */
    @Test
    void release_somePolledOnly_theyAreDroppedAndCounted() {
        try (var loop = new LoopFixture(config -> config.rebalance(RebalancePolicy.release())
                .ordering(Ordering.UNORDERED)
                .maxConcurrency(60))) {
            loop.append(P0, 100);
            loop.assign(P0);
            until("running", () -> loop.handler.running().size() == 60);
            loop.revoke(P0);

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(60);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(40);
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    private static LoopFixture loop(RebalancePolicy policy) {
        return new LoopFixture(config -> config.rebalance(policy).ordering(Ordering.UNORDERED));
    }
}
