package io.github.parallelconsumer.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Told what happens in a consumer. Called on the consumer thread, so an implementation returns at once and never
 * blocks: whatever time it takes, polling stands still. What it throws is logged and changes nothing.
 */
public interface ConsumerObserver {

    /** An observer that does nothing. */
    ConsumerObserver NONE = new ConsumerObserver() {};

    /** These partitions are assigned from now on. */
    default void assigned(Collection<TopicPartition> partitions) {}

    /**
     * Partitions begin to be given up. From here on no record of them starts but those that are counted here: they were let
     * through before, and are awaited now, unless the partitions are lost. {@link #released} follows, perhaps for another
     * reason when the group takes a partition away from a consumer that closes.
     *
     * <p>Told at most once for each assignment. Not told when the consumer fails so that it cannot close in order, after which
     * there may be no {@code released} either, nor when an assignment begins anew because its position went back.
     *
     * @param reason why
     * @param running which, and how many records of each were let through and had not been seen to end
     */
    default void releasing(Reason reason, Map<TopicPartition, Integer> running) {}

    /** Partitions were given up, or lost, or the consumer closed. */
    default void released(Release release) {}

    /** The record at the offset has ended. */
    default void ended(TopicPartition partition, long offset, Outcome outcome) {}

    /** The broker acknowledged these offsets. */
    default void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    /** A commit failed; the newest state is committed later. */
    default void commitFailed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {}

    /**
     * Partitions that were given up.
     *
     * @param reason why
     * @param partitions which
     * @param finished records that had been running and finished before the deadline
     * @param interrupted records that were still running at the deadline
     * @param dropped records that were not running
     * @param took how long it took
     */
    record Release(
            Reason reason,
            Collection<TopicPartition> partitions,
            int finished,
            int interrupted,
            int dropped,
            Duration took) {}

    /** Why partitions were given up. */
    enum Reason {
        /** The group moves them to another member. */
        REVOKED,
        /** They are another member's already. */
        LOST,
        /** The consumer closes. */
        CLOSED
    }
}
