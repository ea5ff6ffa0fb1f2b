package io.github.parallelconsumer.faults.ledger;

/** Where a record is. Immutable. */
public record Place(int partition, long offset) {

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
