package io.github.parallelconsumer.internal;

import static io.github.parallelconsumer.internal.Eventually.until;

import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A sink that does with each letter what the test says, and keeps what it was given. Thread-safe. */
public final class ScriptedSink implements DeadLetterSink {

    /** What it was given, in order, refused ones included. */
    public final List<DeadLetter> sent = new CopyOnWriteArrayList<>();
    /** The threads that called it, {@code close} included. */
    public final List<Thread> callers = new CopyOnWriteArrayList<>();
    /** How long each {@code close} was allowed to take. */
    public final List<Duration> closed = new CopyOnWriteArrayList<>();

    private volatile Function<DeadLetter, CompletionStage<Void>> answer = letter -> stored();

    /** A stage that says that a letter is stored. */
    public static CompletableFuture<Void> stored() {
        return CompletableFuture.completedFuture(null);
    }

    /** What to do with every letter from now on. */
    public void answer(Function<DeadLetter, CompletionStage<Void>> answer) {
        this.answer = answer;
    }

    /** Fails every letter from now on. */
    public void fail(Throwable failure) {
        answer(letter -> CompletableFuture.failedFuture(failure));
    }

    /** Stores every letter from now on. */
    public void store() {
        answer(letter -> stored());
    }

    /** Acknowledges no letter from now on before the test completes what this returns. */
    public CompletableFuture<Void> hold() {
        var held = new CompletableFuture<Void>();
        answer(letter -> held);
        return held;
    }

    /** Acknowledges no letter from now on. */
    public void stayMute() {
        answer(letter -> new CompletableFuture<>());
    }

    /** Waits until it was given so many letters. */
    public void awaitSent(int letters) {
        until(letters + " letters", () -> sent.size() >= letters);
    }

    /** The offsets of the letters it was given. */
    public List<Long> offsets() {
        return sent.stream().map(letter -> letter.record().offset()).toList();
    }

    @Override
    public CompletionStage<Void> send(DeadLetter letter) {
        callers.add(Thread.currentThread());
        sent.add(letter);
        return answer.apply(letter);
    }

    @Override
    public void close(Duration timeout) {
        callers.add(Thread.currentThread());
        closed.add(timeout);
    }
}
