package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.AuthenticationFailedException;
import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.api.LostPositionException;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records from, and offsets to, Kafka: the only class that calls its consumer. Confined to the consumer thread, but for
 * {@link #wakeup()}, which sees the consumer of that moment.
 */
public final class KafkaRecordSource implements RecordSource {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordSource.class);

    private final ParallelConsumerConfig<?, ?> config;
    private final String name;
    private final LongSupplier nanoTime;
    private final Rejoin rejoin;
    private final CommitUnderWay commit = new CommitUnderWay();
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable ConsumerRebalanceListener listener;
    private ClientMetrics metrics;

    private KafkaRecordSource(ParallelConsumerConfig<?, ?> config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        name = "[" + config.groupId() + "/" + config.clientId() + "]";
        rejoin = new Rejoin(nanoTime);
        consumer = newConsumer(config);
        metrics = new ClientMetrics(config.clientId(), consumer.metrics());
    }

    /**
     * Makes the client; does not wait for a broker.
     *
     * @throws ConfigurationException if the client refuses its settings
     */
    public static KafkaRecordSource create(ParallelConsumerConfig<?, ?> config, LongSupplier nanoTime) {
        return new KafkaRecordSource(config, nanoTime);
    }

    private static KafkaConsumer<byte[], byte[]> newConsumer(ParallelConsumerConfig<?, ?> config) {
        try {
            return new KafkaConsumer<>(config.kafkaProperties());
        } catch (KafkaException e) {
            throw Refusal.of("consumer", e);
        }
    }

    @Override
    public void subscribe(AssignmentListener told) {
        listener = new Callbacks(told, rejoin);
        subscribe(listener);
    }

    private void subscribe(ConsumerRebalanceListener callbacks) {
        var pattern = config.topicPattern();
        if (pattern.isPresent()) {
            consumer.subscribe(pattern.get(), callbacks);
        } else {
            consumer.subscribe(config.topics(), callbacks);
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (rejoin.pending() && !joinAgain(timeout)) {
            return ConsumerRecords.empty();
        }
        try {
            return consumer.poll(timeout);
        } catch (WakeupException e) {
            return ConsumerRecords.empty(); // the wakeup has done its work: the poll is over
        } catch (UnreleasedInstanceIdException e) {
            renew(e);
            return ConsumerRecords.empty();
        } catch (InvalidOffsetException e) {
            throw new LostPositionException(config.groupId(), e);
        } catch (AuthenticationException e) {
            throw refused(e);
        }
    }

    private AuthenticationFailedException refused(AuthenticationException failure) {
        var brokers = config.kafkaProperties().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        return new AuthenticationFailedException(String.valueOf(brokers), failure);
    }

    /** With {@code group.protocol=consumer} this refusal ends Kafka's consumer, though it passes; so another one is made. */
    private void renew(UnreleasedInstanceIdException refusal) {
        var delay = rejoin.refused();
        LOG.warn(
                "{} The group still has a member with group.instance.id {}, which must end, or time out after its session,"
                        + " first; joining again in {} ms",
                name,
                config.kafkaProperties().get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                delay.toMillis(),
                refusal);
        closeRefused();
        consumer = newConsumer(config);
        metrics = new ClientMetrics(config.clientId(), consumer.metrics());
        commit.giveUp(refusal);
    }

    /** It throws when a commit is under way, for which it has no time to wait. */
    private void closeRefused() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("{} The client that was refused did not close in order", name, e);
        }
    }

    private boolean joinAgain(Duration timeout) {
        if (listener == null || !rejoin.await(timeout)) {
            return false;
        }
        subscribe(listener);
        return true;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        consumer.pause(assignedOf(partitions));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        consumer.resume(assignedOf(partitions));
    }

    private Set<TopicPartition> assignedOf(Collection<TopicPartition> partitions) {
        var assigned = new HashSet<>(partitions);
        assigned.retainAll(consumer.assignment());
        return assigned;
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, CommitCallback callback) {
        var told = commit.begin(callback);
        consumer.commitAsync(
                offsets,
                (committed, failure) ->
                        told.ended(failure instanceof AuthenticationException e ? refused(e) : failure));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitBy(nanoTime.getAsLong() + timeout.toNanos(), offsets);
    }

    private void commitBy(long deadline, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong())));
        } catch (WakeupException e) {
            commitBy(deadline, offsets); // meant for the poll in whose callback this commits, or that had just ended
        } catch (AuthenticationException e) {
            throw refused(e);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        return committedBy(nanoTime.getAsLong() + timeout.toNanos(), partitions);
    }

    private Map<TopicPartition, OffsetAndMetadata> committedBy(long deadline, Set<TopicPartition> partitions) {
        try {
            var left = Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong()));
            var committed = new HashMap<>(consumer.committed(partitions, left));
            committed.values().removeIf(Objects::isNull); // that is how the client says that there is none
            return committed;
        } catch (WakeupException e) {
            return committedBy(deadline, partitions); // meant for a poll that had ended by then
        }
    }

    @Override
    public Set<String> unknownTopics(Duration timeout) {
        var unknown = new HashSet<String>();
        for (var topic : config.topics()) {
            if (!exists(topic, timeout)) {
                unknown.add(topic);
            }
        }
        return unknown;
    }

    private boolean exists(String topic, Duration timeout) {
        try {
            return !consumer.partitionsFor(topic, timeout).isEmpty();
        } catch (WakeupException e) {
            return exists(topic, timeout); // meant for a poll that had ended by then
        } catch (AuthenticationException e) {
            throw refused(e);
        }
    }

    @Override
    public OptionalLong logStart(TopicPartition partition) {
        var lead = metrics.lead(partition);
        if (lead.isEmpty()) {
            return lead;
        }
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO) - lead.getAsLong());
        } catch (TimeoutException | WakeupException e) {
            return OptionalLong.empty(); // the position moves right now
        }
    }

    @Override
    public long bytesReceived() {
        return metrics.bytesReceived();
    }

    @Override
    public void wakeup() {
        rejoin.wake();
        consumer.wakeup();
    }

    @Override
    public void close(Duration timeout) {
        consumer.close(CloseOptions.timeout(timeout).withGroupMembershipOperation(membershipAtClose()));
    }

    private GroupMembershipOperation membershipAtClose() {
        return config.leaveGroupOnClose()
                .map(leave -> leave ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP)
                .orElse(GroupMembershipOperation.DEFAULT);
    }

    /** Passes the client's callbacks on. */
    private record Callbacks(AssignmentListener told, Rejoin rejoin) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            rejoin.accepted();
            told.assigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            told.revoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            told.lost(partitions);
        }
    }
}
