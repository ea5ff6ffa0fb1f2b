package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members with a {@code group.instance.id}: they come back to their partitions, and there is one of each only. */
@ExtendWith(KafkaExtension.class)
final class StaticMembershipIT {

    private static final int PARTITIONS = 4;
    private static final String SESSION_MS = "30000";

    private final TestKafka kafka;
    private final String group = TestKafka.uniqueName("static");
    private final String topic = TestKafka.uniqueName("static");
    private final List<Joined> members = new ArrayList<>();

    StaticMembershipIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** A member with all that it was told and has done. */
    private record Joined(ParallelConsumer consumer, Seen seen) {}

    /** Thread-safe. */
    private static final class Seen implements ConsumerObserver {
        final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
        final List<Release> releases = new CopyOnWriteArrayList<>();
        final Set<String> values = ConcurrentHashMap.newKeySet();

        @Override
        public void assigned(Collection<TopicPartition> partitions) {
            assigned.addAll(partitions);
        }

        @Override
        public void released(Release release) {
            releases.add(release);
        }
    }

    @AfterEach
    void close() {
        members.forEach(member -> member.consumer.close());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void restart_withinTheSession_comesBackToItsPartitionsAndNobodyElseIsDisturbed(GroupProtocol protocol)
            throws Exception {
        prepare();
        var one = join(protocol, "one");
        var two = join(protocol, "two");
        await().atMost(Run.TIMEOUT)
                .until(() -> assignment(one).size() == 2 && assignment(two).size() == 2);
        var before = assignment(one);
        int releasesOfTwo = two.seen.releases.size();

        one.consumer.close();
        assertThat(kafka.members(group)).hasSize(2);
        var again = join(protocol, "one");
        await().atMost(Run.TIMEOUT).until(() -> assignment(again).equals(before));
        produce("after");
        await().atMost(Run.TIMEOUT).until(() -> again.seen.values.size() == 2 && two.seen.values.size() == 2);

        assertThat(two.seen.releases).hasSize(releasesOfTwo);
        assertThat(kafka.members(group)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void leaveGroupOnClose_asAsked_staticMemberLeavesAndDynamicOneStays(GroupProtocol protocol) throws Exception {
        prepare();
        var leaves = start(config(protocol, Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "leaves"))
                .leaveGroupOnClose(true));
        var stays = start(config(protocol, Map.of()).leaveGroupOnClose(false));
        await().atMost(Run.TIMEOUT)
                .until(() -> assignment(leaves).size() == 2 && assignment(stays).size() == 2);

        leaves.consumer.close();
        await().atMost(Run.TIMEOUT).until(() -> assignment(stays).size() == PARTITIONS);
        stays.consumer.close();

        if (protocol != GroupProtocol.CONSUMER) { // whose client leaves nevertheless, see leaveGroupOnClose
            assertThat(kafka.members(group)).hasSize(1);
        }
    }

    /** The client takes this refusal for the end; the group lets the new member in when the old one has left. */
    @Test
    void start_instanceIdStillInUse_waitsForItAndTakesOver() throws Exception {
        prepare();
        var old = join(GroupProtocol.CONSUMER, "same");
        await().atMost(Run.TIMEOUT).until(() -> assignment(old).size() == PARTITIONS);
        var fresh = join(GroupProtocol.CONSUMER, "same");
        produce("first");
        await().atMost(Run.TIMEOUT).until(() -> old.seen.values.size() == PARTITIONS);
        assertThat(fresh.consumer.state()).isEqualTo(ConsumerState.STARTING);

        old.consumer.close();
        await().atMost(Run.TIMEOUT).until(() -> assignment(fresh).size() == PARTITIONS);
        produce("second");
        await().atMost(Run.TIMEOUT).until(() -> fresh.seen.values.size() == PARTITIONS);

        assertThat(fresh.seen.values).allMatch(value -> value.startsWith("second"));
        assertThat(fresh.consumer.state()).isEqualTo(ConsumerState.RUNNING);
    }

    @Test
    void start_instanceIdInUseInAClassicGroup_oldMemberStopsWithTheCause() throws Exception {
        prepare();
        var old = join(GroupProtocol.CLASSIC_COOPERATIVE, "same");
        await().atMost(Run.TIMEOUT).until(() -> assignment(old).size() == PARTITIONS);
        var fresh = join(GroupProtocol.CLASSIC_COOPERATIVE, "same");

        var end = old.consumer.termination().toCompletableFuture().get();
        assertThat(end.cause()).get().isInstanceOf(FencedInstanceIdException.class);
        assertThat(old.consumer.state()).isEqualTo(ConsumerState.FAILED);
        produce("after");
        await().atMost(Run.TIMEOUT).until(() -> fresh.seen.values.size() == PARTITIONS);
    }

    /** The consumer protocol has the broker say how long a session is; this is for this group alone. */
    private void prepare() throws ExecutionException, InterruptedException {
        kafka.createTopic(topic, PARTITIONS);
        var session =
                new AlterConfigOp(new ConfigEntry("consumer.session.timeout.ms", SESSION_MS), AlterConfigOp.OpType.SET);
        kafka.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(session)))
                .all()
                .get();
    }

    private Joined join(GroupProtocol protocol, String instance) {
        return start(config(protocol, Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance)));
    }

    private ConfigBuilder<String, String> config(GroupProtocol protocol, Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        if (protocol != GroupProtocol.CONSUMER) {
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        }
        return Group.builder(kafka.bootstrapServers(), group, protocol, settings)
                .topics(topic);
    }

    private Joined start(ConfigBuilder<String, String> config) {
        var seen = new Seen();
        var consumer = ParallelConsumer.start(
                config.observer(seen).build(), (record, context) -> seen.values.add(record.value()));
        var member = new Joined(consumer, seen);
        members.add(member);
        return member;
    }

    private static Set<TopicPartition> assignment(Joined member) {
        return member.consumer.snapshot().partitions().stream()
                .map(view -> view.partition())
                .collect(toSet());
    }

    /** One record for each partition. */
    private void produce(String value) {
        kafka.produce(IntStream.range(0, PARTITIONS).mapToObj(i -> new ProducerRecord<>(topic, i, "k" + i, value + i)));
    }
}
