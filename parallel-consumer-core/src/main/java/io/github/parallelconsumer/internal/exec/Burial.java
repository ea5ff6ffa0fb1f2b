package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.config.Backoff;
import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The way of one record to its dead letter: tries, and waits between them, until the letter is stored or the partition is
 * gone. Confined to the record's thread.
 */
final class Burial {

    private static final Backoff BACKOFF = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(30));
    /** After so many failures the delay is the longest. */
    private static final int FAILURES_TO_LONGEST = 10;
    /** From when on a letter without an acknowledgement is spoken of. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LetterOffice office;
    private final InFlightRecord record;
    private final int attempts;
    private final Supplier<DeadLetter> writer;
    private @Nullable DeadLetter letter;
    private @Nullable String troubledTopic;
    private int failures;

    /**
     * A burial that has not begun.
     *
     * @param attempts how many calls of the handler failed
     * @param writer makes the letter; fails when the user's own code cannot tell where it goes
     */
    Burial(LetterOffice office, InFlightRecord record, int attempts, Supplier<DeadLetter> writer) {
        this.office = office;
        this.record = record;
        this.attempts = attempts;
        this.writer = writer;
    }

    Outcome run() {
        record.adopt();
        try {
            Outcome outcome = null;
            while (outcome == null) {
                outcome = step();
            }
            return outcome;
        } finally {
            leaveTrouble();
        }
    }

    /** One step on the way: what became of the record, or null when there is another one to take. */
    private @Nullable Outcome step() {
        record.dropIfReleased(); // rather than when the sender comes to it: a release may be waiting
        if (record.isDropped()) {
            return released();
        }
        return letter == null ? write() : send(letter);
    }

    private @Nullable Outcome write() {
        try {
            letter = writer.get();
            leaveTrouble();
            return null;
        } catch (Throwable failure) { // the user's code; where the JVM itself is at its end nothing goes on
            if (Failures.isFatal(failure)) {
                throw failure;
            }
            return record.start() ? failed(LetterTroubles.NO_TOPIC, failure) : released();
        }
    }

    private @Nullable Outcome send(DeadLetter sent) {
        long start = office.now();
        var result = await(office.send(record, sent), sent.topic(), start);
        if (result == null) {
            return released();
        }
        var failure = result.failure();
        if (failure == null) {
            return record.finish() ? new Outcome.DeadLettered(attempts, sent.topic(), sent.cause()) : released();
        }
        if (!result.begun()) {
            setBack(sent.topic(), failure);
            return null;
        }
        if (failure instanceof RecordTooLargeException && office.mayDropValueOf(sent)) {
            letter = sent.withoutValue();
            return requeue(failure) ? null : released();
        }
        return failed(sent.topic(), failure);
    }

    /** Waits for the end of a try; null when the record is dropped or interrupted before. */
    private LetterTry.@Nullable Result await(LetterTry attempt, String topic, long start) {
        var result = attempt.result();
        while (result == null && !record.isDropped() && !record.isInterrupted()) {
            LockSupport.parkNanos(this, SILENCE_NANOS);
            if (Thread.interrupted()) {
                record.dropIfReleased();
            }
            result = attempt.result();
            if (result == null && office.now() - start >= SILENCE_NANOS) {
                haveTrouble(
                        topic,
                        "no acknowledgement for "
                                + Duration.ofNanos(office.now() - start).toSeconds() + " s");
            }
        }
        return result;
    }

    private @Nullable Outcome failed(String topic, Throwable failure) {
        if (!requeue(failure)) {
            return released();
        }
        setBack(topic, failure);
        return null;
    }

    private boolean requeue(Throwable failure) {
        return record.requeue(new Setback(attempts, failure, Setback.Next.DEAD_LETTER));
    }

    private void setBack(String topic, Throwable failure) {
        haveTrouble(topic, Failures.describe(failure));
        failures = Math.min(failures + 1, FAILURES_TO_LONGEST);
        if (failures == FAILURES_TO_LONGEST) {
            office.troubles().lasts(topic);
        }
        record.backOff(Nanos.of(BACKOFF.delay(failures, failure)), office.clock());
    }

    private Outcome released() {
        if (record.isDropped()) {
            return new Outcome.Dropped();
        }
        record.awaitInterrupt();
        return new Outcome.Abandoned();
    }

    private void haveTrouble(String topic, String cause) {
        if (!topic.equals(troubledTopic)) {
            leaveTrouble();
            troubledTopic = topic;
            office.troubles().enter(topic, cause);
        } else {
            office.troubles().goOn(topic, cause);
        }
    }

    private void leaveTrouble() {
        if (troubledTopic != null) {
            office.troubles().leave(troubledTopic);
            troubledTopic = null;
        }
    }
}
