package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records on their way to a sink that stores them, or does not. */
class LetterOfficeTest extends LetterOfficeFixture {

    @Test
    void bury_sinkStores_isDeadLetteredWithWhatTheRecordWas() {
        var outcome = bury(record);

        assertThat(outcome.join()).isEqualTo(new Outcome.DeadLettered(4, "dlt", cause));
        assertThat(sink.sent).containsExactly(new DeadLetter(record.raw(), "dlt", "g", 4, cause, false));
        assertThat(sink.callers).allSatisfy(thread -> {
            assertThat(thread.isVirtual()).isFalse();
            assertThat(thread.getName()).isEqualTo("dead letters [g/c]");
        });
    }

    static Stream<Function<DeadLetter, CompletionStage<Void>>> failures() {
        return Stream.of(
                letter -> CompletableFuture.failedFuture(away()),
                letter -> CompletableFuture.failedFuture(new CompletionException(away())),
                letter -> {
                    throw away();
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void bury_sinkFailsTwice_isHeldAndVisibleUntilItIsStored(Function<DeadLetter, CompletionStage<Void>> failure) {
        var tries = new AtomicInteger();
        sink.answer(letter -> tries.incrementAndGet() < 3 ? failure.apply(letter) : ScriptedSink.stored());
        var outcome = bury(record);
        until("visible", () -> !office.problems().isEmpty());
        assertThat(office.problems())
                .containsExactly("dead letter topic dlt: 1 record(s) held, not stored because of " + away());
        assertThat(record.setback()).isNotNull().satisfies(setback -> {
            assertThat(setback.attempts()).isEqualTo(4);
            assertThat(setback.failure()).hasMessage(away().getMessage());
            assertThat(setback.next()).isEqualTo(Setback.Next.DEAD_LETTER);
        });
        assertThat(outcome).isNotDone();

        awaitDone(outcome);
        assertThat(outcome.join()).isEqualTo(new Outcome.DeadLettered(4, "dlt", cause));
        assertThat(sink.sent).hasSize(3);
    }

    @Test
    void bury_sinkFails_isNotTriedAgainBeforeItsDelay() {
        sink.answer(letter ->
                letter.record().offset() == 3 ? CompletableFuture.failedFuture(away()) : ScriptedSink.stored());
        var outcome = bury(record);
        until("visible", () -> !office.problems().isEmpty());
        clock.advance(Duration.ofMillis(49));
        buriers.forEach(LockSupport::unpark);
        bury(Exec.record(token, 4)).join();
        assertThat(sink.offsets()).containsExactly(3L, 4L);
        release(outcome);
    }

    @Test
    void bury_sinkReturnsNothing_isHeld() {
        sink.answer(letter -> null);
        var outcome = bury(record);
        until("visible", () -> !office.problems().isEmpty());
        assertThat(office.problems().getFirst()).contains("the sink returned no stage");
        sink.store();
        awaitSent(2);
        assertThat(outcome.join()).isInstanceOf(Outcome.DeadLettered.class);
    }

    static Stream<BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String>> badFunctions() {
        return Stream.of(
                (record, failure) -> {
                    throw away();
                },
                (record, failure) -> {
                    throw new StackOverflowError();
                },
                (record, failure) -> null,
                (record, failure) -> " ",
                (record, failure) -> "t");
    }

    @ParameterizedTest
    @MethodSource("badFunctions")
    void bury_functionNamesNoTopic_isHeldAndVisibleUntilItDoes(
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> bad) {
        var calls = new AtomicInteger();
        var outcome = bury(
                record,
                (raw, failure) -> calls.incrementAndGet() < 3 ? bad.apply(raw, failure) : "of " + failure.getMessage());
        until("visible", () -> !office.problems().isEmpty());
        assertThat(office.problems()).singleElement().asString().contains(LetterTroubles.NO_TOPIC);
        awaitDone(outcome);

        assertThat(calls).hasValue(3);
        assertThat(outcome.join()).isEqualTo(new Outcome.DeadLettered(4, "of no use", cause));
    }

    @Test
    void bury_tooLarge_isHeld() {
        sink.fail(new RecordTooLargeException("too large"));
        var outcome = bury(record);
        awaitSent(3);
        assertThat(outcome).isNotDone();
        assertThat(sink.sent).noneMatch(DeadLetter::valueDropped);
        assertThat(office.problems().getFirst()).contains("too large");
        release(outcome);
    }

    @Test
    void bury_tooLargeAndTheValueMayBeDropped_isSentWithoutItAtOnce() throws InterruptedException {
        office.close(Duration.ofSeconds(10));
        office = office(true);
        sink.answer(letter -> letter.valueDropped()
                ? ScriptedSink.stored()
                : CompletableFuture.failedFuture(new RecordTooLargeException("too large")));
        var outcome = bury(record);

        assertThat(outcome.join()).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(sink.sent).extracting(DeadLetter::valueDropped).containsExactly(false, true);
    }

    @Test
    void bury_tooLargeEvenWithoutItsValue_isHeld() throws InterruptedException {
        office.close(Duration.ofSeconds(10));
        office = office(true);
        sink.fail(new RecordTooLargeException("too large"));
        var outcome = bury(record);
        awaitSent(3);
        assertThat(office.problems()).hasSize(1);
        release(outcome);
        assertThat(sink.sent.stream().skip(1)).allMatch(DeadLetter::valueDropped);
    }

    @Test
    void bury_noAcknowledgementForLong_isVisible() {
        var held = sink.hold();
        var outcome = bury(record);
        sink.awaitSent(1);
        clock.advance(Duration.ofSeconds(9));
        buriers.forEach(LockSupport::unpark);
        assertThat(office.problems()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        until("visible", () -> {
            buriers.forEach(LockSupport::unpark);
            return !office.problems().isEmpty();
        });
        assertThat(office.problems().getFirst()).contains("no acknowledgement for 1");
        held.complete(null);
        assertThat(outcome.join()).isInstanceOf(Outcome.DeadLettered.class);
    }

    @Test
    void bury_otherTopicKeepsTheSinkWaiting_isSentNevertheless() {
        sink.answer(letter -> {
            if (letter.topic().equals("missing")) {
                clock.advance(Duration.ofSeconds(2)); // that is how long it blocks
                return CompletableFuture.failedFuture(away());
            }
            return ScriptedSink.stored();
        });
        var held = LongStream.range(100, 120)
                .mapToObj(offset -> Exec.record(token, offset))
                .toList();
        var outcomes =
                held.stream().map(one -> bury(one, (raw, failure) -> "missing")).toList();
        assertThat(bury(record).join()).isInstanceOf(Outcome.DeadLettered.class);
        until("all held", () -> office.problems().toString().contains("20 record(s) held"));
        assertThat(sink.offsets().stream().filter(offset -> offset >= 100)).hasSize(1);
        token.close();
        held.forEach(InFlightRecord::drop);
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join()).isEqualTo(new Outcome.Dropped()));
    }
}
