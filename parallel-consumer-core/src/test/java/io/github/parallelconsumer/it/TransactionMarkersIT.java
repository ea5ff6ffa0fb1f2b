package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks of transactions wherever they can be in a log: what is committed stands above them, and nothing comes again. */
@ExtendWith(KafkaExtension.class)
final class TransactionMarkersIT {

    private static final int SINGLE = 0;
    private static final int DOUBLE = 1;
    private static final int ABORTED_FIRST = 2;
    private static final int ABORTED_LAST = 3;
    private static final int OVERLAPPING = 4;
    private static final int ABORTED_ONLY = 5;

    private final TestKafka kafka;
    private final String topic = TestKafka.uniqueName("markers");
    private final String group = TestKafka.uniqueName("markers");
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    TransactionMarkersIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic, ABORTED_ONLY + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void markers_everywhere_lagReachesZeroAndNothingComesAgain(GroupProtocol protocol) {
        try (var one = transactional("one");
                var two = transactional("two")) {
            fill(one, two);
        }
        consumeToTheEnd(protocol);
        assertThat(handled)
                .containsExactlyInAnyOrder("single", "double1", "double2", "after", "before", "over1", "over3");
        handled.clear();
        consumeToTheEnd(protocol);
        assertThat(handled).isEmpty();
        try (var one = transactional("one")) {
            one.beginTransaction();
            send(one, ABORTED_ONLY, "at last");
            send(one, ABORTED_LAST, "at last");
            one.commitTransaction();
        }
        consumeToTheEnd(protocol);

        assertThat(handled).containsExactly("at last", "at last");
    }

    private void fill(KafkaProducer<String, String> one, KafkaProducer<String, String> two) {
        one.beginTransaction();
        send(one, ABORTED_FIRST, "aborted");
        send(one, ABORTED_ONLY, "aborted");
        one.abortTransaction();

        one.beginTransaction();
        send(one, SINGLE, "single");
        send(one, ABORTED_FIRST, "after");
        send(one, ABORTED_LAST, "before");
        one.commitTransaction();

        one.beginTransaction();
        two.beginTransaction();
        send(one, DOUBLE, "double1");
        send(two, DOUBLE, "double2");
        send(one, OVERLAPPING, "over1");
        send(two, OVERLAPPING, "aborted");
        send(one, OVERLAPPING, "over3");
        one.commitTransaction();
        two.abortTransaction();

        two.beginTransaction();
        send(two, ABORTED_LAST, "aborted");
        send(two, DOUBLE, "double2");
        two.abortTransaction();
        two.beginTransaction();
        send(two, DOUBLE, "double2");
        two.commitTransaction();
    }

    /** Each record is in the log before the next one is sent. */
    private void send(KafkaProducer<String, String> producer, int partition, String value) {
        var sent = producer.send(new ProducerRecord<>(topic, partition, "k", value));
        producer.flush();
        assertThat(sent).isDone();
    }

    private KafkaProducer<String, String> transactional(String name) {
        var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        topic + name),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    /** A member of its own, until the broker says that there is no lag in any partition. */
    private void consumeToTheEnd(GroupProtocol protocol) {
        var config = Group.builder(
                        kafka.bootstrapServers(),
                        group,
                        protocol,
                        Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"))
                .topics(topic)
                .build();
        try (var consumer = ParallelConsumer.start(config, (record, context) -> handled.add(record.value()))) {
            await().atMost(Run.TIMEOUT).until(() -> {
                var committed = kafka.committedOffsets(group);
                // Asked for each time: a marker may be written after the commit of its transaction has returned.
                return kafka.endOffsets(topic).entrySet().stream()
                        .allMatch(end -> committed.containsKey(end.getKey())
                                && committed.get(end.getKey()).offset() == end.getValue());
            });
            assertThat(consumer.health().problems()).isEmpty();
        }
    }
}
