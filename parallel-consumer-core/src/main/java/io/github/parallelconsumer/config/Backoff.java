package io.github.parallelconsumer.config;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

/** How long a record waits between a failed attempt and the next one. */
public sealed interface Backoff {

    /**
     * The least time to wait before the next attempt.
     *
     * @param failedAttempts how many attempts have failed, from 1
     * @param failure how the last of them failed
     */
    Duration delay(int failedAttempts, Throwable failure);

    /** The same for a record that is held although its attempts are used up: an exponential backoff is at its cap then. */
    default Duration delayWhenHeld(int failedAttempts, Throwable failure) {
        return delay(failedAttempts, failure);
    }

    /**
     * The same delay after every failure.
     *
     * @param delay the least time between the end of an attempt and the start of the next; not negative
     */
    static Backoff fixed(Duration delay) {
        return new Fixed(delay);
    }

    /**
     * Twice the delay after every failure, up to a cap. Each delay is drawn at random between its half and its whole, so
     * that records which failed together do not come back together, and so that the attempts still last a known time at
     * least, which a delay drawn from zero on would not give.
     *
     * @param first the whole delay after the first failure; above zero
     * @param cap the longest delay; at least the first
     */
    static Backoff exponential(Duration first, Duration cap) {
        return new Exponential(first, cap);
    }

    /**
     * What a function says, given how many attempts have failed and how the last of them did. It runs on the record's
     * thread. When it throws, or returns null or a negative duration, which the log says once, the default backoff decides
     * instead: exponential from 100 ms to 30 s.
     */
    static Backoff custom(BiFunction<Integer, Throwable, Duration> delay) {
        return new Custom(delay);
    }

    /**
     * See {@link Backoff#fixed}.
     *
     * @param delay the delay
     */
    record Fixed(Duration delay) implements Backoff {

        /** Checks the delay. */
        public Fixed {
            if (Given.of("the delay", delay).isNegative()) {
                throw new IllegalArgumentException("the delay is " + delay + ", it must not be negative");
            }
        }

        @Override
        public Duration delay(int failedAttempts, Throwable failure) {
            return delay;
        }
    }

    /**
     * See {@link Backoff#exponential}.
     *
     * @param first the whole delay after the first failure
     * @param cap the longest delay
     */
    record Exponential(Duration first, Duration cap) implements Backoff {

        /** About 146 years, so that no sum with a clock's time overflows. */
        private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

        private static final int MOST_DOUBLINGS = 62;

        /** Checks the delays. */
        public Exponential {
            if (Given.of("the first delay", first).isNegative() || first.isZero()) {
                throw new IllegalArgumentException("the first delay is " + first + ", it must be above zero");
            }
            if (Given.of("the cap", cap).compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "the cap is " + cap + ", it must be at least the first delay, " + first);
            }
        }

        @Override
        public Duration delay(int failedAttempts, Throwable failure) {
            int doublings = Math.clamp(failedAttempts - 1L, 0, MOST_DOUBLINGS);
            long once = nanos(first);
            long most = nanos(cap);
            return drawn(once > most >> doublings ? most : once << doublings);
        }

        @Override
        public Duration delayWhenHeld(int failedAttempts, Throwable failure) {
            return drawn(nanos(cap));
        }

        private static Duration drawn(long whole) {
            return Duration.ofNanos(whole - ThreadLocalRandom.current().nextLong(whole / 2 + 1));
        }

        private static long nanos(Duration duration) {
            return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
        }
    }

    /**
     * See {@link Backoff#custom}.
     *
     * @param function makes the delay of the number of failed attempts and the last failure
     */
    record Custom(BiFunction<Integer, Throwable, Duration> function) implements Backoff {

        /** See {@link Backoff#custom}. */
        public Custom {
            Given.of("the backoff's function", function);
        }

        @Override
        public Duration delay(int failedAttempts, Throwable failure) {
            return function.apply(failedAttempts, failure);
        }
    }
}
