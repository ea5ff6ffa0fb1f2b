package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import java.time.Duration;
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
