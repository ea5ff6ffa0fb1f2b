package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.Health.Blocker;
import io.github.parallelconsumer.api.Health.WaitsFor;
import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a record that fails, of its lane, of its partition, and what the user sees. */
@Tag("jdk21")
class EndingsLoopTest {

    private static final RetryPolicy HOLD = RetryPolicy.fixed(2, Duration.ofMillis(1));
    /** The least time between two attempts at a held record. */
    private static final Duration HOLD_DELAY = Duration.ofMillis(100);

    @Test
    void hold_oneKeyFails_onlyItsLaneWaitsAndHealthNamesTheRecord() {
        try (var loop = new LoopFixture(config -> config.retry(HOLD))) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() == 1);
            append(loop, "abab");
            loop.assign(P0);
            passTimeUntilHeld(loop, 1);
            loop.turnUntil(() -> loop.events.succeeded.get() == 2);

            assertThat(loop.view().blocked())
                    .singleElement()
                    .satisfies(blocker -> assertThat(blocker)
                            .isEqualTo(new Blocker(
                                    P0,
                                    1,
                                    blocker.attempts(),
                                    "java.lang.IllegalStateException: told to fail 1",
                                    WaitsFor.HELD_RETRY)));
            assertThat(loop.view().allProblems())
                    .singleElement()
                    .asString()
                    .startsWith("record t-0@1 is held after ")
                    .endsWith("told to fail 1");
            assertThat(loop.view().problems()).as("those that cost readiness").isEmpty();
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(1);

            loop.handler.passAll();
            passTimeUntil(loop, 4);
            loop.commit();
            assertThat(loop.view().blocked()).isEmpty();
            assertThat(loop.view().allProblems()).isEmpty();
            assertThat(loop.broker.committed(P0)).isEqualTo(4);
            assertThat(loop.handler.offsets(0).stream()
                            .filter(offset -> offset % 2 == 1)
                            .distinct())
                    .as("of the held key, in order")
                    .containsExactly(1L, 3L);
            assertThat(loop.handler.offsets(0)).endsWith(1L, 3L);
        }
    }

    @Test
    void hold_partitionIsRevoked_heldRecordIsDroppedWithoutAWait() {
        try (var loop = new LoopFixture(config -> config.retry(HOLD))) {
            loop.handler.fail(record -> true);
            append(loop, "aa");
            loop.assign(P0);
            passTimeUntilHeld(loop, 1);
            loop.revoke(P0);
            loop.turnUntilIdle();

            assertThat(loop.events.lastRelease().dropped()).isEqualTo(2);
            assertThat(loop.events.lastRelease().interrupted()).isZero();
            assertThat(loop.events.dropped).hasValue(2);
            assertThat(loop.broker.committed(P0)).isNotPositive();
            assertThat(loop.view().blocked()).isEmpty();
        }
    }

    @Test
    void health_manyRecordsFail_namesTheTenLowestOfEachPartition() {
        try (var loop = new LoopFixture(
                config -> config.ordering(Ordering.UNORDERED).retry(RetryPolicy.fixed(3, LoopFixture.LONG)))) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() >= 5);
            loop.append(P0, 30);
            loop.append(P1, 7);
            loop.assign(P0, P1);
            loop.turnUntil(() -> loop.view().held().records() == 27);

            assertThat(offsetsOf(loop, 0))
                    .containsExactlyElementsOf(LongStream.range(5, 15).boxed().toList());
            assertThat(offsetsOf(loop, 1)).containsExactly(5L, 6L);
            assertThat(loop.view().blocked())
                    .allMatch(blocker -> blocker.waitsFor() == WaitsFor.RETRY && blocker.attempts() == 1);
            assertThat(loop.view().allProblems()).as("a retry is none").isEmpty();
        }
    }

    @Test
    void skip_recordFails_laneGoesOnAndTheOffsetIsCommitted() {
        try (var loop = new LoopFixture(
                config -> config.retry(RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.skip())))) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() == 0);
            append(loop, "aaa");
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.ended() == 3);
            loop.commit();

            assertThat(loop.handler.offsets(0)).containsExactly(0L, 1L, 2L);
            assertThat(loop.events.skipped).hasValue(1);
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
        }
    }

    @Test
    void skip_handlerSkips_recordEndsAtItsFirstAttempt() {
        try (var loop = new LoopFixture(config -> config.retry(RetryPolicy.DEFAULT))) {
            append(loop, "aa");
            loop.assign(P0);
            loop.handler.call(0, 0).fail(new SkipRecordException("not ours"));
            loop.handler.call(0, 1).finish();
            loop.turnUntil(() -> loop.events.ended() == 2);

            assertThat(loop.handler.offsets(0)).containsExactly(0L, 1L);
            assertThat(loop.events.skipped).hasValue(1);
        }
    }

    @Test
    void poison_valueCannotBeDeserialized_isHeldAtOnceBesideHealthyKeys() {
        try (var loop = new LoopFixture(
                config -> config.retry(RetryPolicy.DEFAULT).deserializers(StringDeserializer::new, Poisoned::new))) {
            loop.handler.pass(record -> true);
            append(loop, "abcab");
            loop.assign(P0);
            loop.turnUntil(() -> loop.events.succeeded.get() == 3);

            assertThat(loop.handler.offsets(0)).containsExactlyInAnyOrder(1L, 2L, 4L);
            assertThat(loop.view().blocked()).singleElement().satisfies(blocker -> {
                assertThat(blocker.offset()).isZero();
                assertThat(blocker.attempts()).isEqualTo(1);
                assertThat(blocker.waitsFor()).isEqualTo(WaitsFor.HELD_RETRY);
                assertThat(blocker.failure()).contains("t-0@0 cannot be deserialized");
            });
            loop.commit();
            assertThat(loop.broker.committed(P0)).isZero();
        }
    }

    @Test
    void jvmFails_whateverThePolicy_consumerStops() {
        try (var loop = new LoopFixture(config -> config.retry(HOLD.withOnExhausted(OnExhausted.skip())))) {
            append(loop, "aa");
            loop.assign(P0);
            loop.handler.call(0, 0).fail(new OutOfMemoryError("made up"));
            loop.turnUntil(() -> loop.events.ended() == 2);

            assertThat(loop.lifecycle.failure())
                    .isInstanceOf(RecordFailedException.class)
                    .hasMessageContaining("t-0@0")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(loop.events.stopped).hasValue(1);
            assertThat(loop.events.dropped).hasValue(1);
        }
    }

    private static void append(LoopFixture loop, String keys) {
        keys.chars().forEach(key -> loop.append(P0, String.valueOf((char) key)));
    }

    private static List<Long> offsetsOf(LoopFixture loop, int partition) {
        return loop.view().blocked().stream()
                .filter(blocker -> blocker.partition().partition() == partition)
                .map(Blocker::offset)
                .toList();
    }

    private static void passTimeUntilHeld(LoopFixture loop, int records) {
        loop.turnUntil(() -> {
            loop.clock.advance(Duration.ofMillis(1));
            return loop.view().blocked().stream()
                            .filter(blocker -> blocker.waitsFor() == WaitsFor.HELD_RETRY)
                            .count()
                    == records;
        });
    }

    private static void passTimeUntil(LoopFixture loop, int succeeded) {
        loop.turnUntil(() -> {
            loop.clock.advance(HOLD_DELAY);
            return loop.events.succeeded.get() == succeeded;
        });
    }

    /** Cannot read the value of the first record. */
    private static final class Poisoned extends StringDeserializer {
        @Override
        public String deserialize(String topic, byte[] data) {
            var text = super.deserialize(topic, data);
            if (text.equals("v0")) {
                throw new SerializationException("cannot read it");
            }
            return text;
        }
    }
}
