package io.github.parallelconsumer.faults.ledger;

/**
 * Whose records run one after another. Immutable.
 *
 * @param key of the records, or what makes the lane that of one record; empty where the lane is a partition
 */
public record Lane(int partition, String key) {

    /** A record without a key has this one, which stands for no lane in common. */
    public static final String NO_KEY = "-";
}
