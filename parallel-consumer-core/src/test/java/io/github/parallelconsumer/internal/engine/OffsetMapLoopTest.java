package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.LONG;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** INV-MAP: what is finished above the watermark is committed, and not handled again after a crash. */
class OffsetMapLoopTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.parallelconsumer.internal.poll");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void assigned_crashAfterACommit_onlyTheUnfinishedComesAgain() {
        try (var loop = new LoopFixture(config -> {})) {
            var unfinished = Set.of(0L, 3L, 4L, 7L);
            handleAllBut(unfinished, loop, 10);
            loop.commit();
            crash(loop, 6);

            assertThat(handledAgain(loop)).containsExactly(0L, 3L, 4L, 7L);
            assertThat(loop.view(P0).watermark()).isEqualTo(10);
            loop.commit();
            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(10));
        }
    }

    @Test
    void assigned_finishedAfterTheLastCommit_comesAgainToo() {
        try (var loop = new LoopFixture(config -> {})) {
            handleAllBut(Set.of(0L, 5L), loop, 10);
            loop.commit();
            loop.handler.call(0, 5).finish();
            loop.turnUntil(() -> loop.events.succeeded.get() == 9);
            crash(loop, 8);

            assertThat(handledAgain(loop)).containsExactly(0L, 5L);
        }
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
    void assigned_positionBelowTheCommittedOffset_dropsTheMap() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 10);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(4, "bgABAAU=")), Duration.ZERO);
            loop.handler.passAll();
            loop.broker.assign(P0);
            loop.broker.rewind(P0, 2);
            loop.turnWithPoll();
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).hasSize(8).contains(5L, 9L);
        }
    }

    @Test
    void assigned_positionBeyondTheMap_dropsIt() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 20);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(4, "bgABAAU=")), Duration.ZERO);
            loop.handler.passAll();
            loop.broker.assign(P0);
            loop.broker.rewind(P0, 15);
            loop.turnWithPoll();
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.handler.offsets(0)).hasSize(5);
            assertThat(committed(loop)).isEqualTo(new OffsetAndMetadata(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQAAAAAAAAAB", "AgAAAAAAAAABAAAAAA==", "no map", "bA==", "bgAB/w==", "cCi1L/0="})
    void assigned_metadataThatIsNoMap_handlesAllAndWarnsOnce(String metadata) {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 5);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(1, metadata)), Duration.ZERO);
            loop.handler.passAll();
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.append(P0, 1);
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
        }
        assertThat(warnings()).singleElement().asString().contains("for t-0 at 1, which is not an offset map: it");
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void assigned_brokerDoesNotTellWhatIsCommitted_handlesAll() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, 5);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(0, "bgABAAQ=")), Duration.ZERO);
            loop.source.committedFailure = new TimeoutException("no answer");
            loop.handler.passAll();
            loop.assign(P0);
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).hasSize(5);
            assertThat(loop.source.committedAsked).isEqualTo(1);
            assertThat(warnings()).singleElement().asString().contains("Could not read the offset maps of [t-0]");
        }
    }

    @Test
    void assigned_manyPartitions_areAskedForAtOnceAndOnce() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.handler.passAll();
            loop.assign(P0, P1);
            assertThat(loop.source.committedAsked).isZero();
            loop.append(P0, 5);
            loop.turnWithPoll();
            loop.append(P1, 5);
            loop.turnWithPoll();
            loop.turnUntilIdle();

            assertThat(loop.source.committedAsked).isEqualTo(1);
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
            assertThat(warnings()).singleElement().asString().contains("refused an offset map of " + length);
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

    private static void handleAllBut(Set<Long> unfinished, LoopFixture loop, int count) {
        loop.handler.pass(record -> !unfinished.contains(record.offset()));
        loop.append(P0, count);
        loop.assign(P0);
        loop.turnUntil(() -> loop.events.succeeded.get() == count - unfinished.size());
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

    /** Another member takes over: it knows what is committed, and nothing else. */
    private static void crash(LoopFixture loop, int finishedEarlier) {
        loop.broker.lose(P0);
        loop.turnWithPoll();
        loop.turnUntilIdle();
        loop.handler.calls.clear();
        loop.handler.passAll();
        loop.finishedEarlier += finishedEarlier;
        loop.assign(P0);
        loop.turnUntil(() -> loop.view(P0).watermark() == loop.end(P0));
    }

    private static List<Long> handledAgain(LoopFixture loop) {
        return loop.handler.offsets(0).stream().sorted().toList();
    }

    private static OffsetAndMetadata map(long base, long highest, long... unfinished) {
        var builder = OffsetMapCodec.builder(base, 4_096);
        for (long offset : unfinished) {
            builder.unfinished(offset, offset + 1);
        }
        builder.finishedBelow(highest + 1);
        return new OffsetAndMetadata(base, OffsetMapCodec.encode(builder.build(), 4_096));
    }

    private static OffsetAndMetadata committed(LoopFixture loop) {
        return loop.broker.committed(Set.of(P0), Duration.ZERO).get(P0);
    }
}
