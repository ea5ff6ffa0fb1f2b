package io.github.parallelconsumer.config;

import java.time.Duration;

/** What becomes of the running records of a partition that the group moves to another member. */
public sealed interface RebalancePolicy {

    /**
     * They may finish until the deadline and are then interrupted; what is finished is committed before the partition is
     * given up. Everything, the commit included, takes at most this long; a fifth of it, at most 4 s, is kept for the
     * commit.
     *
     * @param timeout more than zero, and at most 4/5 of {@code max.poll.interval.ms}
     */
    static RebalancePolicy drain(Duration timeout) {
        return new Drain(timeout);
    }

    /** See {@link RebalancePolicy#drain}. */
    record Drain(Duration timeout) implements RebalancePolicy {

        /** Checks the timeout. */
        public Drain {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("the drain timeout is " + timeout + ", it must be more than zero");
            }
        }
    }
}
