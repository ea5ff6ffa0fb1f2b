package io.github.parallelconsumer.config;

import java.time.Duration;

/** How long a record waits between a failed attempt and the next one. */
public sealed interface Backoff {

    /** The least time to wait after the given number of failed attempts, from 1. */
    Duration delay(int failedAttempts);

    /**
     * The same delay after every failure.
     *
     * @param delay the least time between the end of an attempt and the start of the next; not negative
     */
    static Backoff fixed(Duration delay) {
        return new Fixed(delay);
    }

    /** See {@link Backoff#fixed}. */
    record Fixed(Duration delay) implements Backoff {

        /** Checks the delay. */
        public Fixed {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("the delay is " + delay + ", it must not be negative");
            }
        }

        @Override
        public Duration delay(int failedAttempts) {
            return delay;
        }
    }
}
