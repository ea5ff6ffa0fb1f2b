package io.github.parallelconsumer.api;

import org.apache.kafka.common.TopicPartition;

/**
 * Why a record became a dead letter that was never tried: it queued in its lane behind a record that kept failing, failing
 * lanes held as much as they may, and the user had chosen that such lanes are given up. That record's failure is the {@link
 * #getCause() cause}.
 */
public final class LaneGivenUpException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    private final transient TopicPartition partition;
    private final long offset;

    /**
     * An exception for the records behind one that keeps failing.
     *
     * @param partition the partition of all of them
     * @param offset the offset of the record that failed
     * @param cause how its last attempt failed
     */
    public LaneGivenUpException(TopicPartition partition, long offset, Throwable cause) {
        super(
                "not tried, since record " + partition + "@" + offset + " of the same lane kept failing, the last time"
                        + " with " + cause.getClass().getName() + ", and too many records were held",
                cause);
        this.partition = partition;
        this.offset = offset;
    }

    /** The partition of the record that failed. */
    public TopicPartition partition() {
        return partition;
    }

    /** The offset of the record that failed. */
    public long offset() {
        return offset;
    }
}
