package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.config.CommitStrategy;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When commits are made, with each strategy, and how they are waited for. */
class CommitStrategiesTest {

    @Test
    void everyRecords_fewerFinished_commitsAfterFiveSecondsOnly() {
        try (var loop = loop(CommitStrategy.everyRecords(3))) {
            finish(loop, 2);
            loop.clock.advance(
                    Duration.ofSeconds(5).minus(LoopFixture.CADENCE).minusNanos(1)); // it turned once already
            loop.turn();
            assertThat(loop.source.asyncCommits).isZero();
            loop.clock.advance(Duration.ofNanos(1));
            loop.turn();
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void everyRecords_asManyFinished_commitsAtOnceAndCountsAnew() {
        try (var loop = loop(CommitStrategy.everyRecords(3))) {
            finish(loop, 3);
            loop.turn();
            loop.turn();
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            finish(loop, 2);
            loop.turn();
            loop.turn();
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            finish(loop, 1);
            loop.turn();
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(6);
        }
    }

    @Test
    void eachBatch_recordsFinished_commitsInTheNextTurnAndThenNoMore() {
        try (var loop = loop(CommitStrategy.eachBatch())) {
            finish(loop, 1);
            loop.turn();
            loop.turn();
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(1);
            assertThat(loop.source.asyncCommits).isEqualTo(1);
        }
    }

    @Test
    void eachBatch_recordsInFlight_pollWaitsNoLongerThanItTakesToLook() {
        try (var loop = loop(CommitStrategy.eachBatch())) {
            loop.handler.pass(record -> false);
            loop.append(P0, 1);
            loop.turn();
            loop.handler.call(0, 0);
            loop.turn();

            assertThat(loop.source.lastPollTimeout()).isEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void synchronous_due_isAcknowledgedWithinTheTurn() {
        try (var loop = loop(CommitStrategy.eachBatch().synchronous())) {
            finish(loop, 2);
            loop.turn();

            assertThat(loop.view(P0).committed()).isEqualTo(2);
            assertThat(loop.source.asyncCommits).isZero();
        }
    }

    @Test
    void every_longIntervalAndAFailure_isTriedAgainAfterASecond() {
        try (var loop = loop(CommitStrategy.every(Duration.ofHours(1)))) {
            finish(loop, 2);
            loop.broker.failCommits(new TimeoutException("no answer"));
            loop.clock.advance(Duration.ofHours(1));
            loop.turn();
            loop.turn();
            loop.broker.failCommits(null);
            loop.clock.advance(Duration.ofMillis(999));
            loop.turn();
            assertThat(loop.source.asyncCommits).isEqualTo(1);
            loop.clock.advance(Duration.ofSeconds(1));
            loop.turn();
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
        }
    }

    static Stream<RuntimeException> passing() {
        return Stream.of(
                new RebalanceInProgressException(),
                new StaleMemberEpochException("between two epochs"),
                new CommitFailedException(),
                new UnknownMemberIdException(),
                new RetriableCommitFailedException("no coordinator"),
                new TimeoutException("no answer"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void synchronous_failureThatMayPass_loopGoesOnAndCommitsTheNewestStateASecondLater(RuntimeException failure) {
        try (var loop = loop(CommitStrategy.eachBatch().synchronous())) {
            loop.broker.failCommits(failure);
            finish(loop, 2);
            loop.turn();
            finish(loop, 1);
            assertThat(loop.events.commitFailures).containsExactly(failure);
            loop.broker.failCommits(null);
            loop.clock.advance(Duration.ofSeconds(1));
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.broker.commits()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("passing")
    void asynchronous_failureThatMayPass_loopGoesOnAndCommitsTheNewestStateASecondLater(RuntimeException failure) {
        try (var loop = loop(CommitStrategy.eachBatch())) {
            loop.broker.failCommits(failure);
            finish(loop, 2);
            loop.turn();
            loop.turn();
            finish(loop, 1);
            assertThat(loop.events.commitFailures).containsExactly(failure);
            loop.broker.failCommits(null);
            loop.clock.advance(Duration.ofSeconds(1));
            loop.turn();
            loop.turn();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.broker.commits()).hasSize(1);
        }
    }

    @Test
    void commit_betweenTwoEpochs_isNoProblemOfHealth() {
        try (var loop = loop(CommitStrategy.eachBatch())) {
            loop.broker.failCommits(new StaleMemberEpochException("between two epochs"));
            finish(loop, 2);
            loop.turn();
            loop.turn();

            assertThat(loop.events.commitFailures).hasSize(1);
            assertThat(loop.view().problems()).isEmpty();
            loop.broker.failCommits(null);
        }
    }

    @Test
    void synchronous_nothingCanBeCommittedAnyMore_endsTheLoopAtTheNextTurn() {
        try (var loop = loop(CommitStrategy.eachBatch().synchronous())) {
            var failure = GroupAuthorizationException.forGroupId("g");
            loop.broker.failCommits(failure);
            finish(loop, 1);
            loop.turn();

            assertThatThrownBy(loop::turn).isSameAs(failure);
        }
    }

    @Test
    void strategy_synchronousAndBack_isTheSame() {
        for (var strategy : new CommitStrategy[] {
            CommitStrategy.every(Duration.ofSeconds(2)), CommitStrategy.everyRecords(7), CommitStrategy.eachBatch()
        }) {
            assertThat(strategy.isSynchronous()).isFalse();
            assertThat(strategy.synchronous().isSynchronous()).isTrue();
            assertThat(strategy.synchronous().asynchronous()).isEqualTo(strategy);
        }
    }

    @Test
    void strategy_neverOrAtOnce_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommitStrategy.everyRecords(0));
        assertThatIllegalArgumentException().isThrownBy(() -> CommitStrategy.every(Duration.ZERO));
    }

    /** A loop with P0, whose records pass at once. */
    private static LoopFixture loop(CommitStrategy strategy) {
        var loop = new LoopFixture(config -> config.commit(strategy));
        loop.handler.passAll();
        loop.assign(P0);
        return loop;
    }

    /** Lets so many records finish and takes their completions off, without a turn in between that could commit. */
    private static void finish(LoopFixture loop, int count) {
        int before = loop.events.succeeded.get();
        loop.append(P0, count);
        loop.turn();
        until("finished", () -> {
            loop.wiring.loop().settle();
            return loop.events.succeeded.get() == before + count;
        });
    }
}
