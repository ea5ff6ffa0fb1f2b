package io.github.parallelconsumer.config;

import java.time.Duration;

/**
 * When the offsets of finished records are committed. Immutable.
 *
 * <p>Whatever the strategy: a commit says all that is finished by then, of every partition whose state has changed; at most
 * one is under way; one that fails is followed by one of the newest state, after a second or the interval if that is
 * shorter; and partitions that are given up in order, at a rebalance or a close, are committed first. So a strategy decides
 * only what a crash brings again: what was unfinished, and what has finished since the last acknowledged commit.
 *
 * <p>Each is asynchronous unless made {@link #synchronous()}.
 */
public sealed interface CommitStrategy {

    /**
     * At this interval, while there is something new. The cheapest: one small request each time, whatever the load. After a
     * crash, what finished within about the last interval comes again.
     *
     * @param interval the time from one commit to the next; more than zero
     */
    static CommitStrategy every(Duration interval) {
        return new Every(interval, false);
    }

    /**
     * Whenever so many records have finished since the last commit began, and 5 s after it for what is fewer, so that the
     * lag of an idle topic reaches zero. Costs requests in proportion to the load, at most one for each turn of the poll
     * loop. After a crash, about so many finished records come again, at most what finished in 5 s; and, as a commit is under
     * way while handlers go on, what finished meanwhile.
     *
     * @param records how many; at least 1
     */
    static CommitStrategy everyRecords(int records) {
        return new EveryRecords(records, false);
    }

    /**
     * After each poll, if any record has finished since the last commit: what users of acknowledgement by batch know, one
     * commit for one poll. It does not wait for a whole polled batch, since batches run beside each other here and a slow
     * record would hold the rest of its own back. Costs about as many requests as there are polls. After a crash, what
     * finished within about two turns of the poll loop comes again.
     */
    static CommitStrategy eachBatch() {
        return new EachBatch(false);
    }

    /**
     * The same strategy, waiting for the acknowledgement of each commit: the consumer thread then polls nothing for a round
     * trip, at most 5 s, while handlers go on. Promises that no record is dispatched while a commit is under way, so
     * a crash brings fewer finished records again; costs throughput where handlers wait for the next poll.
     */
    CommitStrategy synchronous();

    /** The same strategy, not waiting: a commit's end is noticed during later polls. */
    CommitStrategy asynchronous();

    /** Whether the consumer thread waits for the acknowledgement of each commit. */
    boolean isSynchronous();

    /** See {@link CommitStrategy#every}. */
    record Every(Duration interval, boolean isSynchronous) implements CommitStrategy {

        /** Checks the interval. */
        public Every {
            if (Given.of("the commit interval", interval).isNegative() || interval.isZero()) {
                throw new IllegalArgumentException(
                        "the commit interval is " + interval + ", it must be more than zero");
            }
        }

        @Override
        public Every synchronous() {
            return new Every(interval, true);
        }

        @Override
        public Every asynchronous() {
            return new Every(interval, false);
        }
    }

    /** See {@link CommitStrategy#everyRecords}. */
    record EveryRecords(int records, boolean isSynchronous) implements CommitStrategy {

        /** Checks the number. */
        public EveryRecords {
            if (records < 1) {
                throw new IllegalArgumentException(
                        "the number of records to a commit is " + records + ", it must be at least 1");
            }
        }

        @Override
        public EveryRecords synchronous() {
            return new EveryRecords(records, true);
        }

        @Override
        public EveryRecords asynchronous() {
            return new EveryRecords(records, false);
        }
    }

    /** See {@link CommitStrategy#eachBatch}. */
    record EachBatch(boolean isSynchronous) implements CommitStrategy {

        @Override
        public EachBatch synchronous() {
            return new EachBatch(true);
        }

        @Override
        public EachBatch asynchronous() {
            return new EachBatch(false);
        }
    }
}
