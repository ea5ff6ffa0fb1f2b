package io.github.parallelconsumer.api;

import org.apache.kafka.common.TopicPartition;

/** A record whose attempts are used up; the last attempt's failure is the {@link #getCause() cause}. */
public final class RecordFailedException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    private final transient TopicPartition partition;
    private final long offset;

    /**
     * An exception for a record that keeps failing.
     *
     * @param partition the record's partition
     * @param offset the record's offset
     * @param attempts how many attempts failed
     * @param cause how the last of them failed
     */
    public RecordFailedException(TopicPartition partition, long offset, int attempts, Throwable cause) {
        super(
                "record " + partition + "@" + offset + " failed " + attempts + " time(s), the last time with "
                        + cause.getClass().getName(),
                cause);
        this.partition = partition;
        this.offset = offset;
    }

    /** The record's partition. */
    public TopicPartition partition() {
        return partition;
    }

    /** The record's offset in its partition. */
    public long offset() {
        return offset;
    }
}
