package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps dead letters until the scheduler says what becomes of them. Thread-safe: the arrivals are. */
final class SimSink implements DeadLetterSink {

    /** One try to store a letter. */
    record Sent(DeadLetter letter, CompletableFuture<Void> stored) {}

    /** Tries that have no end yet. Confined to the simulation. */
    final List<Sent> open = new ArrayList<>();

    private final Queue<Sent> arrived = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<Void> send(DeadLetter letter) {
        var sent = new Sent(letter, new CompletableFuture<>());
        arrived.add(sent);
        return sent.stored();
    }

    @Override
    public void close(Duration timeout) {}

    /** The letters that have come since. By the simulation. */
    List<Sent> takeArrived() {
        var taken = new ArrayList<Sent>();
        for (var sent = arrived.poll(); sent != null; sent = arrived.poll()) {
            taken.add(sent);
        }
        open.addAll(taken);
        return taken;
    }
}
