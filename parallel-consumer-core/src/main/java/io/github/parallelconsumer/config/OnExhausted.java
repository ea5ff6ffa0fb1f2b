package io.github.parallelconsumer.config;

import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of a record whose attempts are used up, or whose failure is not worth another attempt. */
public sealed interface OnExhausted {

    /**
     * The record stays where it is, its offset uncommitted, and with it the later records of its lane; other lanes go on.
     * It is tried again for as long as its partition is assigned: at the cap of an exponential backoff, at the delay of a
     * fixed one, at what a custom one says, yet at most ten times a second. The log says when a record begins to be held and
     * when it goes on, and {@link io.github.parallelconsumer.api.Health} names it meanwhile. Once a record is held, only
     * the handler ends it, by returning or by one of the exceptions that end a record at once.
     */
    static OnExhausted hold() {
        return new Hold();
    }

    /**
     * The record goes to this topic, with its original bytes and with headers that tell why; see {@link
     * io.github.parallelconsumer.spi.DeadLetterHeaders}. Its lane goes on once that is acknowledged.
     *
     * @param topic not blank
     */
    static OnExhausted deadLetter(String topic) {
        if (Given.of("the dead letter topic", topic).isBlank()) {
            throw new IllegalArgumentException("the dead letter topic is blank");
        }
        return new DeadLetter(new FixedTopic(topic));
    }

    /**
     * The record goes to the topic that a function makes of the record and its failure. The function runs on the record's
     * thread. When it throws, or returns null or a blank name, the letter cannot be stored: it is asked again later, and
     * the record's lane waits.
     */
    static OnExhausted deadLetter(BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        return new DeadLetter(Given.of("the function of the dead letter topic", topic));
    }

    /**
     * The record is given up: it counts as finished, and its lane goes on. Only the {@link
     * io.github.parallelconsumer.spi.ConsumerObserver observer} is told.
     */
    static OnExhausted skip() {
        return new Skip();
    }

    /**
     * The consumer stops: running records finish, what is safe is committed, the failure is the cause of the
     * termination. The record's offset stays uncommitted, so it comes again after a restart, and no later record of its
     * lane has run.
     */
    static OnExhausted stop() {
        return new Stop();
    }

    /** See {@link OnExhausted#hold}. */
    record Hold() implements OnExhausted {}

    /**
     * See {@link OnExhausted#deadLetter(BiFunction)}.
     *
     * @param topic where a record goes
     */
    record DeadLetter(BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) implements OnExhausted {}

    /** See {@link OnExhausted#skip}. */
    record Skip() implements OnExhausted {}

    /** See {@link OnExhausted#stop}. */
    record Stop() implements OnExhausted {}
}
