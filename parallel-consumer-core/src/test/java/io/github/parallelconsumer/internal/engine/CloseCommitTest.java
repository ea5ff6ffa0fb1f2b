package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The last commit of a consumer that closes while its group rebalances. */
@Tag("jdk21")
class CloseCommitTest {

    @Test
    void close_rebalanceRefusesTheCommit_pollsAndCommitsAgain() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.broker.failCommits(new RebalanceInProgressException());
            int polls = loop.source.pollTimeouts.size();

            var rebalance = loop.meanwhile(() -> {
                await().until(() -> loop.events.commitFailures.size() > 1);
                loop.broker.failCommits(null);
            });
            loop.wiring.loop().close(Duration.ofSeconds(20));
            rebalance.join();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.source.pollTimeouts).hasSizeGreaterThan(polls);
            assertThat(loop.events.commitFailures).hasOnlyElementsOfType(RebalanceInProgressException.class);
        }
    }

    @Test
    void close_rebalanceRefusesTheCommitToTheEnd_givesUpInTime() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.append(P0, 3);
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.broker.failCommits(new RebalanceInProgressException());

            loop.meanwhile(() -> {
                await().until(() -> loop.events.commitFailures.size() > 1);
                loop.clock.advance(Duration.ofSeconds(20));
            });
            loop.wiring.loop().close(Duration.ofSeconds(20));

            assertThat(loop.broker.commits()).isEmpty();
        }
    }
}
