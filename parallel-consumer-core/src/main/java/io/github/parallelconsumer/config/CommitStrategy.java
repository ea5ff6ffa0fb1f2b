package io.github.parallelconsumer.config;

import java.time.Duration;

/** When the offsets of finished records are committed. */
public sealed interface CommitStrategy {

    /**
     * Asynchronously, at most one commit under way, at this interval while there is something new to commit. After a
     * crash, what finished since the last acknowledged commit comes again.
     *
     * @param interval the time from one commit to the next; more than zero
     */
    static CommitStrategy every(Duration interval) {
        return new Every(interval);
    }

    /** See {@link CommitStrategy#every}. */
    record Every(Duration interval) implements CommitStrategy {

        /** Checks the interval. */
        public Every {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException(
                        "the commit interval is " + interval + ", it must be more than zero");
            }
        }
    }
}
