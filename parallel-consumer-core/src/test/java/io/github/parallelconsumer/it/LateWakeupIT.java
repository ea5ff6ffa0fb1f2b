package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.internal.kafka.KafkaRecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wakeup that comes when its poll has just ended meets the next blocking call, and must not spoil it. */
@ExtendWith(KafkaExtension.class)
final class LateWakeupIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TestKafka kafka;

    LateWakeupIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void wakeup_beforeABlockingCall_doesNotEndIt(GroupProtocol protocol) {
        var topic = kafka.createTopic(TestKafka.uniqueName("late"), 1);
        var missing = TestKafka.uniqueName("missing");
        var partition = new TopicPartition(topic, 0);
        var group = TestKafka.uniqueName("group");
        var source = KafkaRecordSource.create(
                Group.builder(kafka.bootstrapServers(), group, protocol, Map.of())
                        .topics(topic, missing)
                        .build(),
                System::nanoTime);
        var assigned = new HashSet<TopicPartition>();
        source.subscribe(new Listener(assigned));
        await().atMost(Run.TIMEOUT).pollInSameThread().until(() -> {
            assertThat(source.poll(Duration.ofMillis(50))).isEmpty();
            return assigned.contains(partition);
        });

        source.wakeup();
        assertThat(source.poll(TIMEOUT)).isEmpty();
        source.wakeup();
        assertThat(source.unknownTopics(TIMEOUT)).containsExactly(missing);
        source.wakeup();
        source.commitSync(Map.of(partition, new OffsetAndMetadata(0)), TIMEOUT);
        source.wakeup();
        source.close(TIMEOUT);

        assertThat(kafka.committedOffsets(group)).containsOnlyKeys(partition);
        assertThat(kafka.members(group)).isEmpty();
    }

    /** A listener that keeps what was assigned. */
    private record Listener(Set<TopicPartition> assigned) implements AssignmentListener {

        @Override
        public void assigned(Collection<TopicPartition> partitions) {
            assigned.addAll(partitions);
        }

        @Override
        public void revoked(Collection<TopicPartition> partitions) {}

        @Override
        public void lost(Collection<TopicPartition> partitions) {}
    }
}
