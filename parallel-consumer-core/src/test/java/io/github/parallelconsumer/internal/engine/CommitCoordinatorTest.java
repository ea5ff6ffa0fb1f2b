package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.COMMIT_INTERVAL;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.parallelconsumer.api.AuthenticationFailedException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** INV-COMMIT: commits that succeed, fail and stay unanswered. */
@Tag("jdk21")
class CommitCoordinatorTest {

    @Test
    void maybeCommit_oneUnderWay_startsNoOther() {
        try (var loop = finished(1)) {
            loop.broker.holdCommits(true);
            loop.commit();
            finishMore(loop, 1);
            loop.commit();
            loop.commit();
            assertThat(loop.source.asyncCommits).isEqualTo(1);
            loop.broker.holdCommits(false);
            loop.turn();
            loop.commit();

            assertThat(loop.source.asyncCommits).isEqualTo(2);
            assertThat(loop.broker.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void maybeCommit_notAcknowledged_partitionIsNotClean() {
        try (var loop = finished(3)) {
            loop.broker.holdCommits(true);
            loop.commit();
            assertThat(loop.view(P0).committed()).isEqualTo(-1);
            assertThat(loop.view().lastCommit()).isEmpty();
            loop.broker.holdCommits(false);
            loop.turn();

            assertThat(loop.view(P0).committed()).isEqualTo(3);
            assertThat(loop.view().lastCommit()).isPresent();
        }
    }

    @Test
    void maybeCommit_oneFailedAndNothingNew_isTriedAgain() {
        try (var loop = finished(2)) {
            loop.broker.failCommits(new TimeoutException("no answer"));
            loop.commit();
            assertThat(loop.view(P0).committed()).isEqualTo(-1);
            assertThat(loop.view().problems()).singleElement().asString().contains("the newest commit failed");
            loop.broker.failCommits(null);
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
            assertThat(loop.view().problems()).isEmpty();
        }
    }

    @Test
    void maybeCommit_oneFailed_commitsTheNewestStateAndNotTheOldOne() {
        try (var loop = finished(2)) {
            loop.broker.failCommits(new TimeoutException("no answer"));
            loop.commit();
            finishMore(loop, 3);
            loop.broker.failCommits(null);
            loop.commit();
            loop.commit();

            assertThat(loop.events.commitFailures).hasSize(1);
            assertThat(loop.broker.commits())
                    .singleElement()
                    .satisfies(commit -> assertThat(commit.get(P0).offset()).isEqualTo(5));
        }
    }

    @Test
    void maybeCommit_rebalanceUnderWay_loopGoesOnAndCommitsAfterIt() {
        try (var loop = finished(1)) {
            loop.broker.failCommits(new RebalanceInProgressException());
            loop.commit();
            assertThat(loop.events.commitFailures).hasSize(1);
            assertThat(loop.view().problems()).isEmpty();
            finishMore(loop, 1);
            loop.broker.failCommits(null);
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
        }
    }

    static Stream<RuntimeException> fatal() {
        return Stream.of(
                GroupAuthorizationException.forGroupId("g"),
                new TopicAuthorizationException("t"),
                new SaslAuthenticationException("refused"),
                new AuthenticationFailedException("b:9", new SaslAuthenticationException("refused")),
                new FencedInstanceIdException("another member has this id"),
                new InvalidGroupIdException("no such group"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void maybeCommit_nothingCanBeCommittedAnyMore_endsTheLoopAtTheNextTurn(RuntimeException failure) {
        try (var loop = finished(1)) {
            loop.broker.failCommits(failure);
            loop.clock.advance(COMMIT_INTERVAL);
            loop.turn();

            assertThatThrownBy(loop::turn).isSameAs(failure);
            assertThat(loop.events.commitFailures).containsExactly(failure);
        }
    }

    @Test
    void problems_notAcknowledgedForMoreThanHalfAMinute_saysSoUntilItIs() {
        try (var loop = finished(1)) {
            loop.broker.holdCommits(true);
            loop.commit();
            loop.clock.advance(Duration.ofSeconds(30));
            loop.turn();
            assertThat(loop.view().problems()).isEmpty();
            loop.clock.advance(Duration.ofSeconds(1));
            loop.turn();
            assertThat(loop.view().problems()).containsExactly("the newest commit has not been acknowledged for 31 s");
            loop.broker.holdCommits(false);
            loop.turn();

            assertThat(loop.view().problems()).isEmpty();
        }
    }

    /** The broker skips what has no record, such as the mark at the end of a transaction. */
    @Test
    void maybeCommit_gapAboveTheNewestRecord_commitsWhereTheNextPollGoesOn() {
        try (var loop = new LoopFixture(1, config -> {})) {
            loop.handler.passAll();
            loop.appendAt(P0, 5);
            loop.appendAt(P0, 100);
            loop.assign(P0);
            loop.lifecycle.userPaused(true);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.source.polled).isEqualTo(1);
            assertThat(loop.broker.committed(P0)).isEqualTo(100);
        }
    }

    @Test
    void maybeCommit_onePartitionMovedOn_commitsNothingOfTheOther() {
        try (var loop = finished(2)) {
            loop.append(P1, 2);
            loop.assign(P1);
            loop.turnUntilIdle();
            loop.commit();
            finishMore(loop, 1);
            loop.commit();

            assertThat(loop.broker.commits()).hasSize(2);
            assertThat(loop.broker.commits().get(0)).containsOnlyKeys(P0, P1);
            assertThat(loop.broker.commits().get(1)).containsOnlyKeys(P0);
        }
    }

    @Test
    void maybeCommit_recordsFinishAboveAStuckOne_areCommittedOnce() {
        try (var loop = finished(2)) {
            loop.commit();
            loop.handler.pass(record -> record.offset() != 2);
            loop.append(P0, 5);
            loop.turnUntil(() -> loop.events.succeeded.get() == 6);
            loop.commit();
            loop.commit();

            assertThat(loop.source.asyncCommits).isEqualTo(2);
            assertThat(loop.broker.commits())
                    .extracting(
                            commit -> commit.get(P0).offset(),
                            commit -> commit.get(P0).metadata())
                    .containsExactly(tuple(2L, ""), tuple(2L, "bAAFHgA="));
        }
    }

    /** A loop that has finished so many records of P0, lets all others pass, and has committed nothing. */
    private static LoopFixture finished(int count) {
        var loop = new LoopFixture(config -> {});
        loop.handler.passAll();
        loop.append(P0, count);
        loop.assign(P0);
        loop.turnUntilIdle();
        return loop;
    }

    private static void finishMore(LoopFixture loop, int count) {
        loop.append(P0, count);
        loop.turnUntilIdle();
    }
}
