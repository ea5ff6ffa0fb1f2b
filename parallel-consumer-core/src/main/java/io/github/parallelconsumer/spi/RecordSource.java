package io.github.parallelconsumer.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where records come from and offsets go to: the seam between the engine and a Kafka client. Confined to the consumer
 * thread, but for {@link #wakeup()}.
 *
 * <p>Exceptions are Kafka's own or this library's; every one that {@link #poll} throws ends the consumer, so an implementation keeps to
 * itself what passes by itself (a broker that is away, a wakeup).
 */
public interface RecordSource {

    /** Told of assignments, inside {@link RecordSource#poll} and {@link RecordSource#close}. */
    interface AssignmentListener {

        /** These partitions are assigned from now on, in addition to those that are already. May be empty or repeat. */
        void assigned(Collection<TopicPartition> partitions);

        /** These partitions are about to be given up; commits are still accepted. */
        void revoked(Collection<TopicPartition> partitions);

        /** These partitions are another member's already; commits would be refused. */
        void lost(Collection<TopicPartition> partitions);
    }

    /** Told how an asynchronous commit ended, on the consumer thread, inside a later call. */
    @FunctionalInterface
    interface CommitCallback {

        /**
         * The commit ended.
         *
         * @param failure why it failed, or null when the broker has acknowledged it
         */
        void ended(@Nullable Exception failure);
    }

    /** Joins the group for the topics of the configuration. Called once, before the first poll. */
    void subscribe(AssignmentListener listener);

    /**
     * Waits for records up to the timeout, or until {@link #wakeup()}. Callbacks run in here. A record that is delivered
     * again is another object: the headers of one that was returned are its handler's.
     */
    ConsumerRecords<byte[], byte[]> poll(Duration timeout);

    /** Stops intake of assigned partitions; their records are kept by the client. */
    void pause(Collection<TopicPartition> partitions);

    /** Takes intake of paused partitions up again. */
    void resume(Collection<TopicPartition> partitions);

    /** Starts a commit and returns; the map is not changed afterwards. At most one is under way. */
    void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback);

    /** Commits and waits for the acknowledgement up to the timeout. */
    void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout);

    /**
     * What the group has committed for assigned partitions, as far as it has; waits for the answer up to the timeout.
     * Called before anything is committed for them in this assignment.
     */
    Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout);

    /** Those of the topics that the cluster does not know, as far as it answers within the timeout. */
    Set<String> unknownTopics(Duration timeout);

    /**
     * The offset at which the log of an assigned partition begins, as far as the polls so far have told; asks no broker.
     */
    OptionalLong logStart(TopicPartition partition);

    /** How many bytes came from brokers so far: stands still while no broker answers. */
    long bytesReceived();

    /** Ends the {@link #poll} that is under way, or the next one. Thread-safe. */
    void wakeup();

    /** Leaves the group and ends the client within the timeout. Commits nothing. */
    void close(Duration timeout);
}
