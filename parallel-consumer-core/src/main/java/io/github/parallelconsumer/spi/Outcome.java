package io.github.parallelconsumer.spi;

/** What became of a dispatched record. Immutable. */
public sealed interface Outcome {

    /** Whether the record is finished, so that its offset may be committed. */
    boolean finished();

    /**
     * The handler returned; the record may be committed.
     *
     * @param attempts attempts it took, the last included
     */
    record Succeeded(int attempts) implements Outcome {

        @Override
        public boolean finished() {
            return true;
        }
    }

    /**
     * The record is given up without a trace; it may be committed.
     *
     * @param attempts attempts that failed
     * @param cause how the last of them failed
     */
    record Skipped(int attempts, Throwable cause) implements Outcome {

        @Override
        public boolean finished() {
            return true;
        }
    }

    /**
     * The record is stored as a dead letter; it may be committed.
     *
     * @param attempts attempts that failed; 0 when it never ran because one before it in its lane failed
     * @param topic where the dead letter is
     * @param cause why the record was given up
     */
    record DeadLettered(int attempts, String topic, Throwable cause) implements Outcome {

        @Override
        public boolean finished() {
            return true;
        }
    }

    /**
     * The attempts are used up and the consumer stops on the record.
     *
     * @param attempts attempts that failed
     * @param cause how the last of them failed
     */
    record Stopped(int attempts, Throwable cause) implements Outcome {

        @Override
        public boolean finished() {
            return false;
        }
    }

    /** Interrupted because its partition went or the consumer closed: neither success nor failure; it comes again. */
    record Abandoned() implements Outcome {

        @Override
        public boolean finished() {
            return false;
        }
    }

    /** Never started, or waiting for another attempt, when its partition went or the consumer closed; it comes again. */
    record Dropped() implements Outcome {

        @Override
        public boolean finished() {
            return false;
        }
    }
}
