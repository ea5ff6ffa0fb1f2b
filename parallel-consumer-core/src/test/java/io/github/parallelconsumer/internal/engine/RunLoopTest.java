package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static io.github.parallelconsumer.internal.engine.LoopFixture.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.poll.HeldTotal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INV-RUN: with order per partition, records of a poll that follow one another are one run, of which nothing may show. */
@Tag("jdk21")
class RunLoopTest {

    private static final RetryPolicy SOON = RetryPolicy.fixed(1_000_000, Duration.ofMillis(1));
    /** Of a record as the fixture makes it: the key, and a value of two. */
    private static final long BYTES = 4;

    @Test
    void commit_runPartlyDone_commitsWhatIsDone() {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.offset() < 3);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.handler.call(0, 3);
            loop.commit();

            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.view().inFlight()).isEqualTo(2);
            assertThat(loop.view(P0).incomplete()).isEqualTo(2);
            assertThat(loop.events.succeeded).hasValue(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4})
    void handle_oneOfARunFails_theRestIsHeldUntilItSucceeds(long failing) {
        try (var loop = loop(config -> config.retry(SOON))) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() == failing);
            loop.append(P0, 5);
            loop.assign(P0);
            int behind = (int) (5 - failing);
            loop.turnUntil(() -> loop.view().held().equals(new HeldTotal(behind, behind * BYTES)));
            loop.commit();
            assertThat(loop.broker.committed(P0)).isEqualTo(failing);
            assertThat(distinct(loop, 0)).isEqualTo(upTo(failing + 1));
            loop.handler.passAll();
            turnUntil(loop, () -> loop.view().inFlight() == 0);
            loop.commit();

            assertThat(distinct(loop, 0)).isEqualTo(upTo(5));
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            assertThat(loop.broker.committed(P0)).isEqualTo(5);
        }
    }

    @Test
    void handle_oneOfARunIsSkipped_theRestGoesOn() {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> true);
            loop.handler.onStart = call -> {
                if (call.record.offset() == 2) {
                    throw new SkipRecordException("made up");
                }
            };
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).isEqualTo(upTo(5));
            assertThat(loop.events.skipped).hasValue(1);
            assertThat(loop.events.succeeded).hasValue(4);
        }
    }

    @Test
    void handle_oneOfARunStopsTheConsumer_nothingBehindItStarts() {
        var loop = loop(config -> config.retry(LoopFixture.stopAtOnce()));
        try (loop) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() == 2);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).isEqualTo(upTo(3));
            assertThat(loop.events.dropped).hasValue(2);
            assertThat(loop.lifecycle.mustEnd()).isTrue();
        }
        assertThat(loop.broker.committed(P0)).isEqualTo(2);
    }

    @Test
    void revoked_inTheMiddleOfARun_awaitsOnlyTheRecordThatRuns() throws Exception {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.offset() < 2);
            loop.append(P0, 5);
            loop.assign(P0);
            var call = loop.handler.call(0, 2);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                call.finish();
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.handler.offsets(0)).isEqualTo(upTo(3));
            assertThat(loop.broker.committed(P0)).isEqualTo(3);
            assertThat(loop.events.lastRelease().finished()).isEqualTo(1);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(2);
            assertThat(loop.events.succeeded).hasValue(3);
            assertThat(loop.events.dropped).hasValue(2);
        }
    }

    @Test
    void revoked_oneOfARunFailsWhileAwaited_isDroppedWithTheRest() throws Exception {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.offset() < 2);
            loop.append(P0, 5);
            loop.assign(P0);
            var call = loop.handler.call(0, 2);
            var helper = loop.meanwhile(() -> {
                until("revoked", call.context::revoked);
                call.fail(new IllegalStateException("made up"));
            });
            loop.revoke(P0);
            helper.join();

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
            assertThat(loop.events.lastRelease().finished()).isZero();
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(3);
        }
    }

    @Test
    void revoked_whileOneOfARunWaitsForARetry_dropsItAndTheRest() {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> true);
            loop.handler.fail(record -> record.offset() == 2);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().records() == 3);
            loop.revoke(P0);

            assertThat(loop.broker.committed(P0)).isEqualTo(2);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(3);
        }
    }

    @Test
    void lost_inTheMiddleOfARun_interruptsTheRecordThatRunsAndItComesAgain() {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.offset() < 2);
            loop.append(P0, 5);
            loop.assign(P0);
            var call = loop.handler.call(0, 2);
            loop.commit();
            loop.lose(P0);
            until("interrupted", () -> call.interrupted);

            assertThat(loop.events.lastRelease().interrupted()).isEqualTo(1);
            assertThat(loop.events.lastRelease().dropped()).isEqualTo(2);
            loop.assign(P0);
            loop.handler.passAll();
            loop.turnUntilIdle();
            assertThat(loop.handler.offsets(0)).isEqualTo(List.of(0L, 1L, 2L, 2L, 3L, 4L));
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.events.dropped).hasValue(2);
        }
    }

    @Test
    void lost_handlerSwallowsTheInterrupt_nothingBehindItStartsUnderTheOldAssignment() {
        try (var loop = loop(config -> config.rebalance(RebalancePolicy.release()))) {
            loop.handler.onInterrupt = OnInterrupt.SWALLOW;
            loop.append(P0, 3);
            loop.assign(P0);
            var call = loop.handler.call(0, 0);
            loop.lose(P0);
            loop.assign(P0);
            assertThat(loop.handler.calls).hasSize(1);
            loop.handler.passAll();
            call.finish();
            loop.turnUntilIdle();

            assertThat(loop.handler.offsets(0)).isEqualTo(List.of(0L, 0L, 1L, 2L));
            assertThat(loop.events.abandoned).hasValue(1);
            assertThat(loop.events.dropped).hasValue(2);
        }
    }

    @Test
    void dispatch_someFinishedEarlier_theOthersRunInOrder() {
        try (var loop = loop(config -> {})) {
            loop.append(P0, 10);
            var earlier = OffsetMapCodec.builder(2, 4_096);
            earlier.unfinished(2, 4);
            earlier.finishedBelow(5);
            earlier.unfinished(5, 7);
            earlier.finishedBelow(8);
            var map = OffsetMapCodec.encode(earlier.build(), 4_096);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(2, map)), Duration.ZERO);
            loop.finishedEarlier = 2;
            loop.handler.passAll();
            loop.assign(P0);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.handler.offsets(0)).isEqualTo(List.of(2L, 3L, 5L, 6L, 8L, 9L));
            assertThat(loop.broker.committed(P0)).isEqualTo(10);
        }
    }

    @Test
    void dispatch_positionGoesBackWithinAPoll_handlesAgain() {
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.offset() < 2);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.handler.call(0, 2);
            loop.broker.rewind(P0, 1);
            loop.turn();
            loop.handler.passAll();
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.handler.offsets(0)).isEqualTo(List.of(0L, 1L, 2L, 1L, 2L, 3L, 4L));
            assertThat(loop.broker.committed(P0)).isEqualTo(5);
        }
    }

    /** A lane that recovers gives its bytes back record by record. */
    @Test
    void drain_runBehindAFailureIsPartlyDone_holdsOnlyWhatIsLeft() {
        try (var loop = loop(config -> config.retry(SOON))) {
            loop.handler.fail(record -> record.offset() == 0);
            loop.append(P0, 5);
            loop.assign(P0);
            loop.turnUntil(() -> loop.view().held().equals(new HeldTotal(5, 5 * BYTES)));
            loop.handler.pass(record -> record.offset() < 3);
            loop.handler.fail(record -> false);
            turnUntil(loop, () -> loop.view().held().equals(new HeldTotal(2, 2 * BYTES)));

            assertThat(loop.handler.call(0, 3).ended).isFalse();
        }
    }

    /** The consumer thread learns that a record waits before it learns that there is such a record. */
    @Test
    void drain_recordFailsBeforeItsRunIsKnown_isHeld() {
        var skip = new CountDownLatch(1);
        try (var loop = loop(config -> config.retry(RetryPolicy.fixed(3, LoopFixture.LONG)))) {
            loop.handler.pass(record -> true);
            loop.handler.onStart = call -> {
                if (call.isOf(0, 0)) {
                    await(skip);
                    throw new SkipRecordException("made up");
                }
                if (call.record.offset() == 1) {
                    throw new IllegalStateException("made up");
                }
            };
            loop.append(P0, 4);
            loop.append(P1, 4);
            loop.assign(P0, P1);
            loop.handler.call(0, 0);
            awaitBackoff(loop.handler.call(1, 1));
            loop.events.onEnded = partition -> {
                if (partition.equals(P1) && skip.getCount() > 0) {
                    skip.countDown();
                    awaitBackoff(loop.handler.call(0, 1));
                }
            };
            loop.turnUntil(() -> loop.view().held().records() == 6);

            assertThat(skip.getCount()).isZero();
            assertThat(loop.view().held().bytes()).isEqualTo(6 * BYTES);
        }
    }

    /** What was shed runs when the release begins, and the consumer thread has not seen yet that it was shed. */
    @Test
    void close_shedRecordStartsJustBefore_isAwaited() throws Exception {
        var order =
                new HashMap<>(Map.of(P0, 0, P1, 1)).keySet().iterator(); // in which the consumer thread looks at them
        var early = order.next();
        var late = order.next();
        var skip = new CountDownLatch(1);
        try (var loop = loop(config -> {})) {
            loop.handler.pass(record -> record.partition() == late.partition() && record.offset() == 0);
            loop.handler.onStart = call -> {
                if (call.isOf(early.partition(), 0)) {
                    await(skip);
                    throw new SkipRecordException("made up");
                }
            };
            loop.append(P0, 2);
            loop.append(P1, 2);
            loop.assign(P0, P1);
            loop.handler.call(early.partition(), 0);
            loop.handler.call(late.partition(), 1);
            loop.events.onEnded = partition -> {
                if (partition.equals(late) && skip.getCount() > 0) {
                    skip.countDown();
                    loop.handler.call(early.partition(), 1);
                }
            };
            var helper = loop.meanwhile(() -> {
                var shed = loop.handler.call(early.partition(), 1);
                until("revoked", shed.context::revoked);
                loop.handler.call(late.partition(), 1).finish();
                until("the others have ended", () -> loop.events.ended() == 3);
                int polls = loop.source.polls.get();
                until("awaited, or not", () -> shed.interrupted || loop.source.polls.get() > polls + 1);
                shed.finish();
            });
            var release = loop.wiring.loop().close(Duration.ofMinutes(1));
            helper.join();

            assertThat(loop.handler.call(early.partition(), 1).interrupted).isFalse();
            assertThat(loop.broker.committed(early)).isEqualTo(2);
            assertThat(release.interrupted()).isZero();
            assertThat(release.dropped()).isZero();
        }
    }

    /** The records of each partition in any mix of polls, of which some fail a few times and some are skipped. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void handle_anyMixOfEndings_everyRecordEndsOnceAndInItsOrder(int seed) {
        var random = new Random(seed);
        var failures = new ConcurrentHashMap<Long, Integer>();
        LongStream.range(0, 200).forEach(offset -> {
            if (random.nextInt(7) == 0) {
                failures.put(offset, random.nextInt(4));
            }
        });
        try (var loop = new LoopFixture(
                1 + random.nextInt(60),
                config -> config.ordering(Ordering.PARTITION)
                        .maxConcurrency(1 + random.nextInt(3))
                        .retry(SOON))) {
            loop.handler.pass(record -> true);
            loop.handler.onStart = call -> {
                var left = failures.getOrDefault(call.record.offset(), 0);
                if (call.record.partition() == 1 && left == 3) {
                    throw new SkipRecordException("made up");
                }
                if (call.context.attempt() <= left) {
                    throw new IllegalStateException("made up");
                }
            };
            loop.append(P0, 200);
            loop.append(P1, 200);
            loop.assign(P0, P1);
            turnUntil(loop, () -> loop.events.ended() == 400);
            loop.commit();

            assertThat(distinct(loop, 0)).isEqualTo(upTo(200));
            assertThat(distinct(loop, 1)).isEqualTo(upTo(200));
            assertThat(loop.handler.offsets(0)).isSorted();
            assertThat(loop.view().held()).isEqualTo(new HeldTotal(0, 0));
            assertThat(loop.broker.committed(P0)).isEqualTo(200);
            assertThat(loop.broker.committed(P1)).isEqualTo(200);
        }
    }

    private static LoopFixture loop(Consumer<ConfigBuilder<String, String>> settings) {
        return new LoopFixture(config -> {
            config.ordering(Ordering.PARTITION);
            settings.accept(config);
        });
    }

    /** Takes turns, and time passes for what waits. */
    private static void turnUntil(LoopFixture loop, Callable<Boolean> condition) {
        loop.turnUntil(() -> {
            loop.clock.advance(Duration.ofMillis(1));
            return condition.call();
        });
    }

    /** Until it has failed and given notice that it waits. */
    private static void awaitBackoff(Call call) {
        until("backs off", () -> call.thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted by nobody", e);
        }
    }

    private static List<Long> distinct(LoopFixture loop, int partition) {
        return loop.handler.offsets(partition).stream().distinct().toList();
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
