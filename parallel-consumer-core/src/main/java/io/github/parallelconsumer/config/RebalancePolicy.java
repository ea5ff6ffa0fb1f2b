package io.github.parallelconsumer.config;

import java.time.Duration;

/**
 * What becomes of the running records of a partition that the group moves to another member. Immutable. Either way no other
 * record of the partition starts any more, what is finished is committed before it is given up, and the records of the
 * partitions that stay go on.
 */
public sealed interface RebalancePolicy {

    /**
     * They are interrupted at once, and come again at the next owner. The rebalance takes no longer than the commit, at most
     * 4 s: for handlers that may run for minutes and do no harm when they are cut off and run again. A handler that ignores
     * its interrupt is not waited for, so it may still run when the next owner handles the same record.
     */
    static RebalancePolicy release() {
        return new Release();
    }

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
            if (Given.of("the drain timeout", timeout).isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("the drain timeout is " + timeout + ", it must be more than zero");
            }
        }
    }

    /** See {@link RebalancePolicy#release}. */
    record Release() implements RebalancePolicy {}
}
