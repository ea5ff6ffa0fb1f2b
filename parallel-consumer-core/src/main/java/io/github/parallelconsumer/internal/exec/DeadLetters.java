package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.Outcome;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores records that are given up. Thread-safe: called by many record threads at once. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Stores the record, however many tries that takes, unless its partition goes meanwhile. Called on the record's
     * thread, which holds no permit and may wait.
     *
     * <p>To the state of the record a try to send its letter is one more attempt at it. It is queued on entry, so a
     * release drops it and nothing is sent. {@link InFlightRecord#startOnBehalf} begins a try just before the letter is
     * given to the sink, on whatever thread does that; if it is refused the record was dropped. From then on a release
     * awaits the acknowledgement as it awaits a handler, so that a letter is not sent again by the next owner, and
     * interrupts the waiting thread at its deadline. A try ends by {@link InFlightRecord#finish} when the letter is stored,
     * or by {@link InFlightRecord#requeue} when it is not, after which the record backs off; if either is refused, the
     * record was interrupted.
     *
     * @param attempts how many calls of the handler failed
     * @param cause why the record is given up
     * @param topic where the letter goes, by the user; when it fails or names no topic, so does the try
     * @return DeadLettered once the letter is stored, Dropped or Abandoned when the partition went before
     */
    Outcome bury(
            InFlightRecord record,
            int attempts,
            Throwable cause,
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic);
}
