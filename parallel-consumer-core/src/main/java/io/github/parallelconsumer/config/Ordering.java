package io.github.parallelconsumer.config;

/** Which records wait for each other: those of one lane run one after another, in the order of their offsets. */
public sealed interface Ordering {

    /** Every record is its own lane: no order, the most concurrency. */
    Ordering UNORDERED = new Unordered();

    /**
     * One lane for each key of a partition. Keys are compared by their bytes, as they were produced. Records without a
     * key are unordered. The same key in two topics, or in two partitions of a topic whose partition count has changed,
     * is two lanes.
     */
    Ordering KEY = new ByKey();

    /** One lane for each partition: order as with a plain consumer, concurrency across partitions only. */
    Ordering PARTITION = new ByPartition();

    /** See {@link #UNORDERED}. */
    record Unordered() implements Ordering {

        @Override
        public String toString() {
            return "UNORDERED";
        }
    }

    /** See {@link #KEY}. */
    record ByKey() implements Ordering {

        @Override
        public String toString() {
            return "KEY";
        }
    }

    /** See {@link #PARTITION}. */
    record ByPartition() implements Ordering {

        @Override
        public String toString() {
            return "PARTITION";
        }
    }
}
