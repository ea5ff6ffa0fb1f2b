package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A revocation or a loss in the middle of a close, and a close in the middle of a revocation. */
@Tag("jdk21")
class NestedReleaseTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void close_aPartitionIsRevokedMeanwhile_tellsOfEachPartitionOnceAndCommitsBoth() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.append(P1, 1);
            loop.assign(P0, P1);
            var revoked = loop.handler.call(0, 0);
            var kept = loop.handler.call(1, 0);
            var helper = loop.meanwhile(() -> {
                until("closing", kept.context::revoked);
                loop.broker.revoke(P0);
                revoked.finish();
                until("revoked", () -> !loop.events.releases.isEmpty());
                kept.finish();
            });
            var closed = loop.wiring.loop().close(TIMEOUT);
            helper.join();

            assertThat(loop.events.releasing).containsExactly(Map.of(P0, 1, P1, 1));
            assertThat(loop.events.releases).extracting(Release::reason).containsExactly(Reason.REVOKED, Reason.CLOSED);
            assertThat(loop.events.releases.get(0).partitions()).containsExactly(P0);
            assertThat(loop.events.releases.get(1).partitions()).containsExactly(P1);
            assertThat(loop.events.releases).allMatch(release -> release.finished() == 1);
            assertThat(closed.finished()).isEqualTo(2);
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
            assertThat(loop.broker.committed(P1)).isEqualTo(1);
        }
    }

    @Test
    void close_allPartitionsAreLostMeanwhile_tellsOfTheLossAlone() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            var running = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("closing", running.context::revoked);
                loop.broker.lose(P0);
            });
            var closed = loop.wiring.loop().close(TIMEOUT);
            helper.join();

            assertThat(loop.events.releases).singleElement().satisfies(release -> {
                assertThat(release.reason()).isEqualTo(Reason.LOST);
                assertThat(release.interrupted()).isEqualTo(1);
            });
            assertThat(closed.interrupted()).isEqualTo(1);
            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    /** Of the close's 3 s a fifth is kept for the commit, and not the 4 s of the revocation's 20 s. */
    @Test
    void close_askedForWithinARevocation_recordThatFinishesInItsTimeIsCommitted() throws Exception {
        try (var loop = new LoopFixture(config -> config.rebalance(RebalancePolicy.drain(TIMEOUT)))) {
            loop.append(P0, 1);
            loop.assign(P0);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                requestCloseInSight(loop);
                passInSight(loop, Duration.ofSeconds(2));
                call.finish();
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    @Test
    void close_askedForWithinARevocation_recordThatOutlastsItIsInterruptedInTimeForTheCommit() throws Exception {
        try (var loop = new LoopFixture(config -> config.rebalance(RebalancePolicy.drain(TIMEOUT)))) {
            loop.append(P0, 2);
            loop.assign(P0);
            loop.handler.call(0, 0).finish();
            var call = loop.handler.call(0, 1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                requestCloseInSight(loop);
                loop.clock.advance(Duration.ofMillis(2_300));
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
            assertThat(loop.source.commitTimeouts).containsExactly(Duration.ofMillis(500));
            assertThat(loop.broker.committed(P0)).isEqualTo(1);
        }
    }

    /** The close gets 3 s; the loop has seen that by the time 200 ms of them are over. */
    private static void requestCloseInSight(LoopFixture loop) {
        loop.lifecycle.requestClose(Duration.ofSeconds(3));
        passInSight(loop, Duration.ofMillis(100));
        passInSight(loop, Duration.ofMillis(100));
    }

    /** Time passes, and the loop has taken notice of it. */
    private static void passInSight(LoopFixture loop, Duration time) {
        loop.clock.advance(time);
        until("noticed", () -> loop.wiring.board().view().tick() == loop.clock.getAsLong());
    }

    @Test
    void close_askedForWithinARevocation_shortensTheWait() throws Exception {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 1);
            loop.assign(P0);
            var call = loop.handler.call(0, 0);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                loop.lifecycle.requestClose(Duration.ZERO);
                loop.wiring.control().wake();
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
        }
    }
}
