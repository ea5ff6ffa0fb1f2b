package io.github.parallelconsumer.faults.ledger;

/**
 * How a partition was left when the run ended. Immutable.
 *
 * @param committed the group's offset; 0 if it has none
 * @param end the offset after the partition's last record
 */
public record PartitionEnd(int partition, long committed, long end) {

    /** Whether the group has committed all that there is. */
    public boolean isDone() {
        return committed == end;
    }
}
