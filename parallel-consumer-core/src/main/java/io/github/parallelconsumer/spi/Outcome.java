package io.github.parallelconsumer.spi;

/** What became of a dispatched record. Immutable. */
public sealed interface Outcome {

    /**
     * The handler returned; the record may be committed.
     *
     * @param attempts attempts it took, the last included
     */
    record Succeeded(int attempts) implements Outcome {}

    /**
     * The attempts are used up and the consumer stops on the record.
     *
     * @param attempts attempts that failed
     * @param cause how the last of them failed
     */
    record Stopped(int attempts, Throwable cause) implements Outcome {}

    /** Interrupted because its partition went or the consumer closed: neither success nor failure; it comes again. */
    record Abandoned() implements Outcome {}

    /** Never started, or waiting for another attempt, when its partition went or the consumer closed; it comes again. */
    record Dropped() implements Outcome {}
}
