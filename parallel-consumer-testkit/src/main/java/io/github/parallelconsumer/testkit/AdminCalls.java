package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Questions to a cluster in one call each, waiting for the answer. Immutable. */
record AdminCalls(Admin admin) {
    private static final Duration LEADERS_TIMEOUT = Duration.ofSeconds(30);

    String createTopic(String name, int partitions, Map<String, String> settings) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        answer(admin.createTopics(List.of(topic)).all());
        if (!Deadline.in(LEADERS_TIMEOUT).await(() -> hasLeaders(name) && leadersAnswer(name))) {
            throw new TestKitException("Topic " + name + " has partitions without a leader after " + LEADERS_TIMEOUT);
        }
        return name;
    }

    Map<TopicPartition, OffsetAndMetadata> committedOffsets(String group) {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Collection<MemberDescription> members(String group) {
        KafkaFuture<ConsumerGroupDescription> description = Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
        return answerUnless(GroupIdNotFoundException.class, description)
                .map(ConsumerGroupDescription::members)
                .orElse(List.of());
    }

    Map<TopicPartition, Long> endOffsets(String topic) {
        TopicDescription description = answer(describe(topic));
        Map<TopicPartition, OffsetSpec> latest = description.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return answer(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    void deny(ResourceType type, String name, AclOperation operation) {
        AclBinding rule = new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.DENY));
        answer(admin.createAcls(List.of(rule)).all());
    }

    private boolean hasLeaders(String topic) {
        return answerUnless(UnknownTopicOrPartitionException.class, describe(topic))
                .filter(found -> found.partitions().stream().allMatch(partition -> partition.leader() != null))
                .isPresent();
    }

    /** Only the leader itself answers: brokers name it before it acts as one, and some know of the topic before others. */
    private boolean leadersAnswer(String topic) {
        try {
            return !endOffsets(topic).isEmpty();
        } catch (TestKitException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private KafkaFuture<TopicDescription> describe(String topic) {
        return Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new TestKitException("Kafka refused: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("waiting for Kafka's answer", e);
        }
    }

    /** The answer, or nothing if the failure is the one that says that there is no such thing. */
    private static <T> Optional<T> answerUnless(Class<? extends Exception> missing, KafkaFuture<T> future) {
        try {
            return Optional.of(answer(future));
        } catch (TestKitException e) {
            if (missing.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
