package io.github.parallelconsumer.bench.contender;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A way to consume a topic. Implementations hold nothing; what they start is closed by whoever started it. */
@FunctionalInterface
public interface Contender {

    /** Starts to consume and returns; each record goes to the handler. */
    Running start(Source source, Handler handler);

    /** What is done with each record. Thread-safe. */
    @FunctionalInterface
    interface Handler {

        /** Handles a record. */
        void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;

        /** As {@link #handle}, where nobody interrupts and checked exceptions are not allowed. */
        default void handleUninterrupted(ConsumerRecord<byte[], byte[]> record) {
            try {
                handle(record);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** A contender at work. */
    @FunctionalInterface
    interface Running {

        /** Commits what was handled, and stops; throws what stopped the contender before, if anything did. */
        void close();
    }
}
