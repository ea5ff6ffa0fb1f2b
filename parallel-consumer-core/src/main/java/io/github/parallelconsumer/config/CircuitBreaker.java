package io.github.parallelconsumer.config;

import java.time.Duration;

/**
 * When a consumer stops polling because too many attempts fail, and how it finds out that they would succeed again: for
 * failures that have one cause, such as a database that is down, where more records would only fail as well. Immutable.
 *
 * <p>Closed, it lets all records in. Once {@code failureShare} of the attempts of the newest {@code window} have failed, it
 * opens: nothing is polled any more. What was polled before goes on, first attempts and retries, and the consumer stays in
 * its group. After {@code pause} it is half open: it polls until at least {@code probes} records have come (a poll brings up
 * to {@code max.poll.records}) and waits for the ends of as many first attempts. If {@code failureShare} of them fail, it
 * opens again, otherwise it closes. Retries are not asked, so that a few records that never succeed cannot keep it open.
 * If those attempts take longer than {@code pause}, as many records are polled once more.
 *
 * <p>An attempt fails when its handler throws or takes longer than {@code handlerTimeout}. Not counted at all: an attempt
 * whose record cannot be deserialized or is given up by its handler on purpose, which says nothing about others, and one
 * that is interrupted because its partition is given up or the consumer closes.
 *
 * @param failureShare from which share of failing attempts on it opens; above 0, at most 1
 * @param leastAttempts how many attempts the window must have seen before it may open; at least 1
 * @param window how far back attempts count, at least a second; forgotten in steps of a tenth
 * @param pause how long it stays open before it tries again; more than zero
 * @param probes how many first attempts decide whether it closes; at least 1
 */
public record CircuitBreaker(double failureShare, int leastAttempts, Duration window, Duration pause, int probes) {

    private static final Duration LEAST_WINDOW = Duration.ofSeconds(1);

    /**
     * Opens when half of at least 100 attempts of the last 30 s have failed, and tries again every 10 s with 10 records:
     * far more than a few bad records bring about, and far less than a back end that restarts has to bear.
     */
    public static final CircuitBreaker DEFAULT =
            new CircuitBreaker(0.5, 100, Duration.ofSeconds(30), Duration.ofSeconds(10), 10);

    /** Checks the values. */
    public CircuitBreaker {
        check(failureShare > 0 && failureShare <= 1, "failureShare", failureShare, "above 0 and at most 1");
        check(leastAttempts >= 1, "leastAttempts", leastAttempts, "at least 1");
        check(Given.of("window", window).compareTo(LEAST_WINDOW) >= 0, "window", window, "at least a second");
        check(!Given.of("pause", pause).isNegative() && !pause.isZero(), "pause", pause, "more than zero");
        check(probes >= 1, "probes", probes, "at least 1");
    }

    private static void check(boolean holds, String name, Object value, String demand) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be " + demand);
        }
    }

    /** The same with another share. */
    public CircuitBreaker withFailureShare(double failureShare) {
        return new CircuitBreaker(failureShare, leastAttempts, window, pause, probes);
    }

    /** The same with another least number of attempts. */
    public CircuitBreaker withLeastAttempts(int leastAttempts) {
        return new CircuitBreaker(failureShare, leastAttempts, window, pause, probes);
    }

    /** The same with another window. */
    public CircuitBreaker withWindow(Duration window) {
        return new CircuitBreaker(failureShare, leastAttempts, window, pause, probes);
    }

    /** The same with another pause. */
    public CircuitBreaker withPause(Duration pause) {
        return new CircuitBreaker(failureShare, leastAttempts, window, pause, probes);
    }

    /** The same with another number of probes. */
    public CircuitBreaker withProbes(int probes) {
        return new CircuitBreaker(failureShare, leastAttempts, window, pause, probes);
    }
}
