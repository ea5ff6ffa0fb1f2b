package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives letters to the sink, one after another, on a platform thread of its own: a sink may block inside a lock, which pins a
 * virtual thread to its carrier on JDK 21. Thread-safe: a concurrent queue; the sink is confined to the thread.
 *
 * <p>INV-OWNED: a letter is given to the sink only while its record's partition is this member's, as far as that is known.
 */
final class LetterSender {

    private static final Logger LOG = LoggerFactory.getLogger(LetterSender.class);

    private final String name;
    private final DeadLetterSink sink;
    private final Consumer<Throwable> onDefect;
    private final LongSupplier nanoTime;
    private final LinkedBlockingQueue<LetterTry> outbox = new LinkedBlockingQueue<>();
    private final TopicGates gates = new TopicGates();
    private final Thread thread;
    private volatile @Nullable Long closeBy;

    /** A sender that has not been started. */
    LetterSender(String name, DeadLetterSink sink, Consumer<Throwable> onDefect, LongSupplier nanoTime) {
        this.name = name;
        this.sink = sink;
        this.onDefect = onDefect;
        this.nanoTime = nanoTime;
        thread = Thread.ofPlatform().name("dead letters " + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Puts a letter behind those that wait. */
    void add(LetterTry letter) {
        outbox.add(letter);
    }

    /** Sends nothing more and closes the sink, on its thread, and waits for that up to the timeout. */
    void close(Duration timeout) throws InterruptedException {
        closeBy = nanoTime.getAsLong() + Nanos.of(timeout);
        thread.interrupt();
        if (thread.isAlive() && !thread.join(atLeastOne(timeout))) {
            LOG.warn("{} The dead letters' sink is not closed within {} ms", name, timeout.toMillis());
        }
    }

    private static Duration atLeastOne(Duration timeout) {
        return timeout.isPositive() ? timeout : Duration.ofNanos(1);
    }

    private void run() {
        try {
            while (closeBy == null) {
                deliverNext();
            }
        } catch (Throwable e) { // letters would wait for ever
            onDefect.accept(e);
        } finally {
            closeSink();
        }
    }

    private void deliverNext() {
        try {
            deliver(outbox.take());
        } catch (InterruptedException e) {
            // The closing, of which the loop asks, or a flag that the sink left set.
            LOG.debug("{} The dead letters' sender was interrupted", name, e);
        }
    }

    private void deliver(LetterTry attempt) {
        var topic = attempt.letter().topic();
        long began = nanoTime.getAsLong();
        var shut = gates.whyShut(topic, began);
        if (shut != null) {
            attempt.refuse(shut);
        } else if (attempt.begin()) {
            give(attempt);
            var result = attempt.result();
            gates.tried(topic, began, nanoTime.getAsLong(), result == null ? null : result.failure());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the try is told of the end, whatever it is
    private void give(LetterTry attempt) {
        try {
            Objects.requireNonNull(sink.send(attempt.letter()), "the sink returned no stage")
                    .whenComplete((stored, failure) -> attempt.end(failure));
        } catch (Throwable failure) { // the sink's, unless the JVM itself is at its end
            attempt.end(failure);
            if (Failures.isFatal(failure)) {
                throw failure;
            }
        }
    }

    private void closeSink() {
        Thread.interrupted(); // the sink is to close in order
        var by = closeBy;
        long left = by == null ? 0 : Math.max(0, by - nanoTime.getAsLong());
        try {
            sink.close(Duration.ofNanos(left));
        } catch (Throwable e) { // it is the sink's, and the last that is asked of it
            LOG.warn("{} The dead letters' sink failed to close", name, e);
        }
    }
}
