package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.MapLoop.committed;
import static io.github.parallelconsumer.internal.engine.MapLoop.handleAllBut;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** INV-MAP: what is finished above the watermark is committed, as far as the broker takes it. */
class OffsetMapCommitTest {

    private final Logged log = Logged.by("io.github.parallelconsumer.internal.poll");

    @AfterEach
    void stopListening() {
        log.close();
    }

    /**
     * A member that dies after its first commit must not have erased what it had not polled yet. And when all that was
     * polled is finished, and so is what follows, the commit goes to the first offset that is not: Confluent's library takes
     * a map whose first offset is finished for one of another position.
     */
    @Test
    void commit_onlyAPartOfTheMapIsPolled_stillTellsOfTheRest() {
        try (var loop = new LoopFixture(5, config -> {})) {
            loop.append(P0, 20);
            var earlier = map(0, 19, 0, 2, 12, 13);
            loop.broker.commitSync(Map.of(P0, earlier), Duration.ZERO);
            loop.finishedEarlier = 3;
            loop.assign(P0);
            loop.lifecycle.userPaused(true);
            loop.commit();
            assertThat(loop.source.polled).isEqualTo(5);
            assertThat(loop.source.asyncCommits).isEqualTo(1);
            assertThat(committed(loop)).isEqualTo(earlier);

            loop.handler.call(0, 0).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 1);
            loop.commit();
            assertThat(committed(loop)).isEqualTo(map(2, 19, 2, 12, 13));

            loop.handler.call(0, 2).finish();
            loop.turnUntilIdle();
            loop.commit();
            assertThat(committed(loop)).isEqualTo(map(12, 19, 12, 13));
        }
    }

    @Test
    void offsetMap_disabled_isNeitherWrittenNorRead() {
        try (var loop = new LoopFixture(config -> config.offsetMap(OffsetMap.disabled()))) {
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(0, "bgABAAQ=")), Duration.ZERO);
            handleAllBut(Set.of(0L), loop, 5);
            loop.commit();
            loop.commit();

            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(0));
            assertThat(loop.source.committedAsked).isZero();
            assertThat(loop.source.asyncCommits).isEqualTo(1);
        }
    }

    @Test
    void commit_clean_isNotRepeated() {
        try (var loop = new LoopFixture(config -> {})) {
            handleAllBut(Set.of(0L, 3L), loop, 10);
            loop.commit();
            loop.commit();
            assertThat(loop.source.asyncCommits).isEqualTo(1);
            loop.handler.call(0, 3).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 9);
            loop.commit();
            loop.commit();

            assertThat(loop.source.asyncCommits).isEqualTo(2);
        }
    }

    @Test
    void commit_refusedAsTooLarge_goesWithoutTheMapAtOnceAndThenWithASmallerOne() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.source.mostMetadata = 20;
            var unfinished =
                    Set.copyOf(LongStream.range(0, 100).map(i -> 3 * i).boxed().toList());
            handleAllBut(unfinished, loop, 300);
            loop.commit(); // the refusal comes with the second turn
            loop.turn();
            loop.turn();
            assertThat(loop.source.refused).hasSize(1);
            int length = loop.source.refused.get(0).get(P0).metadata().length();
            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(0));

            while (loop.source.refused.size() < 2) {
                loop.commit();
                loop.turn();
                loop.turn();
            }
            assertThat(loop.source.refused.get(1).get(P0).metadata().length()).isLessThanOrEqualTo(length / 2);
            loop.commit();
            assertThat(committed(loop).metadata()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
            int commits = loop.source.asyncCommits;
            loop.commit();
            assertThat(loop.source.asyncCommits).isEqualTo(commits);
            assertThat(loop.view().problems()).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains("refused an offset map of " + length);
        }
    }

    @Test
    void revoked_mapRefusedAsTooLarge_commitsWithoutIt() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            loop.source.mostMetadata = 3;
            handleAllBut(Set.of(2L), loop, 10);
            revokeAtOnce(loop, 2);

            assertThat(loop.source.refused).hasSize(1);
            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(2));
        }
    }

    @Test
    void revoked_someFinishedAboveAnUnfinishedOne_tellsTheNextOwner() throws InterruptedException {
        try (var loop = new LoopFixture(config -> {})) {
            handleAllBut(Set.of(2L), loop, 5);
            revokeAtOnce(loop, 2);

            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(2, "bAADBgA="));
        }
    }

    /** The drain's deadline passes while a record runs. */
    private static void revokeAtOnce(LoopFixture loop, long running) throws InterruptedException {
        var call = loop.handler.call(0, running);
        var helper = loop.meanwhile(() -> {
            until("revoked", call.context::revoked);
            loop.clock.advance(LONG);
        });
        loop.revoke(P0);
        helper.join();
    }

    private static OffsetAndMetadata map(long base, long highest, long... unfinished) {
        var builder = OffsetMapCodec.builder(base, 4_096);
        for (long offset : unfinished) {
            builder.unfinished(offset, offset + 1);
        }
        builder.finishedBelow(highest + 1);
        return new OffsetAndMetadata(base, OffsetMapCodec.encode(builder.build(), 4_096));
    }
}
