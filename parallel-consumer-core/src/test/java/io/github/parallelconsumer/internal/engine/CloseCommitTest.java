package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The last commit of a consumer that closes while its group rebalances, or while brokers are silent. */
@Tag("jdk21")
class CloseCommitTest {

    @Test
    void close_rebalanceRefusesTheCommit_pollsAndCommitsAgain() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
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
    void close_brokersSilentForLong_triesTheCommitOnceAndForAMoment() {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.source.silent = true;
            loop.turn();
            loop.clock.advance(Duration.ofSeconds(11));
            loop.broker.failCommits(new TimeoutException("no answer"));
            var release = loop.wiring.loop().close(Duration.ofSeconds(20));

            assertThat(loop.source.commitTimeouts).containsExactly(Duration.ofSeconds(1));
            assertThat(release.partitions()).containsExactly(P0);
            assertThat(loop.wiring.loop().timeToLeave(Duration.ofSeconds(19))).isEqualTo(Duration.ofSeconds(1));
            assertThat(loop.wiring.loop().timeToLeave(Duration.ofMillis(500))).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void close_brokersSilentSinceAWhile_triesTheCommitUntilTheyAreTakenToBeAway() {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.source.silent = true;
            loop.clock.advance(Duration.ofSeconds(4));
            loop.wiring.loop().close(Duration.ofSeconds(20));

            assertThat(loop.source.commitTimeouts).containsExactly(Duration.ofSeconds(6));
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
    }

    /** As with {@code group.protocol=consumer}, when the last heartbeat has not yet told of the newest epoch. */
    @Test
    void close_commitOfAnOlderEpochIsRefused_isTriedAgain() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.broker.failCommits(new CommitFailedException());
            var broker = loop.meanwhile(() -> {
                await().until(() -> loop.events.commitFailures.size() > 1);
                loop.broker.failCommits(null);
            });
            loop.wiring.loop().close(Duration.ofSeconds(20));
            broker.join();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
    }

    @Test
    void close_commitOfNoMemberIsRefused_endsWhenAPollTellsOfTheLoss() {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.broker.failCommits(new CommitFailedException());
            loop.broker.lose(P0);
            loop.wiring.loop().close(Duration.ofSeconds(20));

            assertThat(loop.events.commitFailures).hasSize(1);
            assertThat(loop.events.lastRelease().reason()).isEqualTo(Reason.LOST);
            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    @Test
    void close_commitIsNotAnsweredButBrokersAre_isTriedAgain() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.broker.failCommits(new TimeoutException("no answer"));
            var broker = loop.meanwhile(() -> {
                await().until(() -> loop.events.commitFailures.size() > 1);
                loop.broker.failCommits(null);
            });
            loop.wiring.loop().close(Duration.ofSeconds(20));
            broker.join();

            assertThat(loop.source.commitTimeouts).containsOnly(Duration.ofSeconds(10));
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
    }

    @Test
    void close_rebalanceRefusesTheCommitToTheEnd_givesUpInTime() {
        try (var loop = new LoopFixture(config -> {})) {
            finish(loop, 3);
            loop.broker.failCommits(new RebalanceInProgressException());

            loop.meanwhile(() -> {
                await().until(() -> loop.events.commitFailures.size() > 1);
                loop.clock.advance(Duration.ofSeconds(20));
            });
            loop.wiring.loop().close(Duration.ofSeconds(20));

            assertThat(loop.broker.commits()).isEmpty();
        }
    }

    private static void finish(LoopFixture loop, int records) {
        loop.handler.passAll();
        loop.append(P0, records);
        loop.assign(P0);
        loop.turnUntilIdle();
    }
}
