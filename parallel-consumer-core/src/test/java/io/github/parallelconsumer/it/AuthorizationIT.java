package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that forbids what a consumer needs: that ends it, with the reason. */
@NeedsLocalKafka
final class AuthorizationIT {

    private static LocalKafka kafka;

    private final String topic = TestKafka.uniqueName("topic");
    private final String group = TestKafka.uniqueName("group");
    private final Set<Long> handled = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void start() {
        kafka = LocalKafka.builder().authorizer().start();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void start_groupForbidden_failsWithTheCause(GroupProtocol protocol) {
        kafka.createTopic(topic, 1);
        kafka.deny(ResourceType.GROUP, group, AclOperation.READ);

        failsWith(GroupAuthorizationException.class, protocol);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void start_topicForbidden_failsWithTheCause(GroupProtocol protocol) {
        kafka.createTopic(topic, 1);
        kafka.deny(ResourceType.TOPIC, topic, AclOperation.ALL);

        failsWith(TopicAuthorizationException.class, protocol);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void run_groupForbiddenLater_failsWithTheCause(GroupProtocol protocol) {
        kafka.createTopic(topic, 1);
        produce();
        try (var consumer = consumer(protocol)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 10);

            kafka.deny(ResourceType.GROUP, group, AclOperation.ALL);
            produce();

            assertFailed(GroupAuthorizationException.class, consumer);
        }
    }

    private void failsWith(Class<? extends Exception> cause, GroupProtocol protocol) {
        try (var consumer = consumer(protocol)) {
            assertFailed(cause, consumer);
        }
    }

    private static void assertFailed(Class<? extends Exception> cause, ParallelConsumer consumer) {
        var termination = consumer.termination().toCompletableFuture();
        await().atMost(Run.TIMEOUT).until(termination::isDone);
        assertThat(termination.join().cause()).containsInstanceOf(cause);
        assertThat(consumer.state()).isEqualTo(ConsumerState.FAILED);
        assertThat(consumer.health().live()).isFalse();
    }

    private ParallelConsumer consumer(GroupProtocol protocol) {
        var config = Group.builder(kafka.bootstrapServers(), group, protocol, Map.of())
                .topics(topic);
        return ParallelConsumer.start(config.build(), (record, context) -> handled.add(record.offset()));
    }

    private void produce() {
        kafka.produce(IntStream.range(0, 10).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
    }
}
