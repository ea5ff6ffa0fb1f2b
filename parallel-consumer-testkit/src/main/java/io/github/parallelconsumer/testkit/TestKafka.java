package io.github.parallelconsumer.testkit;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** A running Kafka for tests, and what tests ask of it. Thread-safe. */
public interface TestKafka extends AutoCloseable {
    /** For the {@code bootstrap.servers} of a client. */
    String bootstrapServers();

    /** An Admin client shared by all; it is closed with this Kafka. */
    Admin admin();

    /** Ends this Kafka; its data is gone. */
    @Override
    void close();

    /** A name for a topic or a group that no other test has. */
    static String uniqueName(String prefix) {
        return prefix + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Creates a topic and returns its name when each partition has a leader. */
    default String createTopic(String name, int partitions) {
        return createTopic(name, partitions, Map.of());
    }

    /** Creates a topic with settings of its own and returns its name when each partition has a leader. */
    default String createTopic(String name, int partitions, Map<String, String> settings) {
        return new AdminCalls(admin()).createTopic(name, partitions, settings);
    }

    /**
     * Sends records, each in the order given within its partition, and returns when all replicas have them. Keys and
     * values are strings or byte arrays, or null.
     */
    default void produce(Stream<? extends ProducerRecord<?, ?>> records) {
        new RecordSender(bootstrapServers()).send(records);
    }

    /** As {@link #produce(Stream)}. */
    default void produce(Collection<? extends ProducerRecord<?, ?>> records) {
        produce(records.stream());
    }

    /** What a group has committed; partitions without a commit are not in it. */
    default Map<TopicPartition, OffsetAndMetadata> committedOffsets(String group) {
        return new AdminCalls(admin()).committedOffsets(group);
    }

    /** The members of a group of either protocol, none if there is no such group. */
    default Collection<MemberDescription> members(String group) {
        return new AdminCalls(admin()).members(group);
    }

    /** The offset after the last record of each partition of a topic. */
    default Map<TopicPartition, Long> endOffsets(String topic) {
        return new AdminCalls(admin()).endOffsets(topic);
    }

    /** Forbids an operation on the resource of this name; for a Kafka with an authorizer. */
    default void deny(ResourceType type, String name, AclOperation operation) {
        new AdminCalls(admin()).deny(type, name, operation);
    }
}
