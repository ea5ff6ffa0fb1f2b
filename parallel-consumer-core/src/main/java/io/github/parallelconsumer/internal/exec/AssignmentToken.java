package io.github.parallelconsumer.internal.exec;

import org.apache.kafka.common.TopicPartition;

/**
 * One assignment of one partition. Every assignment makes a new token, so a late completion or a sleeping record of an
 * earlier one is recognised by identity. Thread-safe: closed once by the consumer thread, read by record threads.
 */
public final class AssignmentToken {

    private final TopicPartition partition;
    private final long id;
    private volatile boolean closed;

    /** A token for an assignment; ids grow with every assignment of this process. */
    public AssignmentToken(TopicPartition partition, long id) {
        this.partition = partition;
        this.id = id;
    }

    /** The partition that was assigned. */
    public TopicPartition partition() {
        return partition;
    }

    /** What sets this assignment apart from every other of this process. */
    public long id() {
        return id;
    }

    /** From now on no record of this assignment starts. */
    public void close() {
        closed = true;
    }

    /** Whether the partition is being given up, or was. */
    public boolean closed() {
        return closed;
    }

    @Override
    public String toString() {
        return partition + "#" + id;
    }
}
