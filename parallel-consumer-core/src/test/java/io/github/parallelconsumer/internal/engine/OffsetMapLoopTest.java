package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static io.github.parallelconsumer.internal.engine.MapLoop.committed;
import static io.github.parallelconsumer.internal.engine.MapLoop.handleAllBut;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.Logged;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INV-MAP: what is finished above the watermark is not handled again after a crash. */
class OffsetMapLoopTest {

    private final Logged log = Logged.by("io.github.parallelconsumer.internal.poll");

    @AfterEach
    void stopListening() {
        log.close();
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
        assertThat(log.warnings()).singleElement().asString().contains("for t-0 at 1, which is not an offset map: it");
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
            assertThat(log.warnings()).singleElement().asString().contains("Could not read the offset maps of [t-0]");
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
}
