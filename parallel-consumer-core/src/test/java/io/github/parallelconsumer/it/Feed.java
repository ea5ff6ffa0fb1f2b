package io.github.parallelconsumer.it;

import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a topic filled: so many records are always left to do, however fast they are done. Thread-safe: the producing
 * thread waits at a semaphore for records to be done.
 */
final class Feed {

    private static final int KEYS = 300;

    private final String topic;
    private final Semaphore room;
    private final CompletableFuture<Void> producing = new CompletableFuture<>();
    private volatile boolean stopping;
    private int produced;

    private Feed(String topic, int backlog) {
        this.topic = topic;
        room = new Semaphore(backlog);
    }

    static Feed start(TestKafka kafka, String topic, int backlog) {
        var feed = new Feed(topic, backlog);
        Thread.startVirtualThread(() -> feed.run(kafka));
        return feed;
    }

    private void run(TestKafka kafka) {
        try {
            kafka.produce(Stream.generate(this::next).takeWhile(Objects::nonNull));
            producing.complete(null);
        } catch (Throwable e) {
            producing.completeExceptionally(e);
        }
    }

    private @Nullable ProducerRecord<String, String> next() {
        room.acquireUninterruptibly();
        if (stopping) {
            return null;
        }
        int number = produced++;
        return new ProducerRecord<>(topic, "k" + Math.floorMod(number * 31, KEYS), Records.value(number));
    }

    /** A record more may be produced. */
    void done() {
        room.release();
    }

    /** Produces no more, and returns the number of records when the broker has all of them. */
    int stop() {
        stopping = true;
        room.release();
        producing.join();
        return produced;
    }
}
