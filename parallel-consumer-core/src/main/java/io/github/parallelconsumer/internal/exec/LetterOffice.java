package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterSink;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Stores dead letters through a sink. Thread-safe: what it holds is, and a burial is its thread's. */
public final class LetterOffice implements DeadLetters {

    private final String group;
    private final Predicate<String> consumed;
    private final boolean dropOversizeValue;
    private final LongSupplier nanoTime;
    private final LetterTroubles troubles;
    private final LetterSender sender;

    /**
     * An office that has not been started.
     *
     * @param name what log lines call the consumer
     * @param consumed whether a topic is consumed, so that a letter must not go there
     * @param onDefect told when nothing can be sent any more; from any thread
     */
    public LetterOffice(
            String name,
            String group,
            Predicate<String> consumed,
            DeadLetterSink sink,
            boolean dropOversizeValue,
            Consumer<Throwable> onDefect,
            LongSupplier nanoTime) {
        this.group = group;
        this.consumed = consumed;
        this.dropOversizeValue = dropOversizeValue;
        this.nanoTime = nanoTime;
        troubles = new LetterTroubles(name);
        sender = new LetterSender(name, sink, onDefect, nanoTime);
    }

    /** Starts the thread that sends. */
    public void start() {
        sender.start();
    }

    @Override
    public Outcome bury(
            InFlightRecord record,
            int attempts,
            Throwable cause,
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        return new Burial(this, record, attempts, () -> write(record.asPolled(), attempts, cause, topic)).run();
    }

    private DeadLetter write(
            ConsumerRecord<byte[], byte[]> record,
            int attempts,
            Throwable cause,
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        @Nullable String to = topic.apply(record, cause);
        if (to == null || to.isBlank()) {
            throw new IllegalStateException("the function for the dead letter topic returned '" + to + "'");
        }
        if (consumed.test(to)) {
            throw new IllegalStateException("the dead letter topic " + to + " is one of those that are consumed");
        }
        return new DeadLetter(record, to, group, attempts, cause, false);
    }

    /** One sentence for each topic in which letters cannot be stored now. Thread-safe. */
    public List<String> problems() {
        return troubles.problems();
    }

    /** Sends nothing more, and closes the sink. Called when no record waits for a letter any more. */
    public void close(Duration timeout) throws InterruptedException {
        sender.close(timeout);
    }

    LetterTry send(InFlightRecord record, DeadLetter letter) {
        var attempt = new LetterTry(record, letter);
        sender.add(attempt);
        return attempt;
    }

    boolean mayDropValueOf(DeadLetter letter) {
        return dropOversizeValue && !letter.valueDropped();
    }

    LetterTroubles troubles() {
        return troubles;
    }

    LongSupplier clock() {
        return nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }
}
