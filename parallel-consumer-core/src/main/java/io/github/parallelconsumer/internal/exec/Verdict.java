package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.Outcome;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What follows a failed attempt. Immutable. */
sealed interface Verdict {

    /**
     * The record waits for another attempt.
     *
     * @param delayNanos how long at least
     */
    record Again(Setback setback, long delayNanos) implements Verdict {}

    /**
     * The record becomes a dead letter.
     *
     * @param topic tells where
     */
    record Bury(Setback setback, BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic)
            implements Verdict {}

    /** The record ends. */
    record End(Outcome outcome) implements Verdict {}
}
