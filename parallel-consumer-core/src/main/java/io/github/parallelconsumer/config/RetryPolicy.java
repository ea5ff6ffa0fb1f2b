package io.github.parallelconsumer.config;

import java.time.Duration;

/**
 * How often a failing record is tried, and what follows then. While a record waits for its next attempt it holds no
 * permit, and only its own lane waits. Attempts are counted anew when the record is delivered again. Immutable.
 *
 * @param maxAttempts attempts in all, the first included; at least 1
 * @param backoff how long to wait between two attempts
 * @param onExhausted what becomes of the record after the last
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, OnExhausted onExhausted) {

    /**
     * Ten attempts, one second apart, then the consumer stops: long enough to outlast a short fault of what a handler
     * calls, and short enough to be noticed.
     */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(10, Backoff.fixed(Duration.ofSeconds(1)), OnExhausted.stop());

    /** Checks the number of attempts. */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ", it must be at least 1");
        }
    }

    /** A policy with a fixed delay that stops the consumer in the end. */
    public static RetryPolicy fixed(int maxAttempts, Duration delay) {
        return new RetryPolicy(maxAttempts, Backoff.fixed(delay), OnExhausted.stop());
    }
}
