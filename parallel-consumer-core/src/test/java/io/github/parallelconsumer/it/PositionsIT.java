package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.LostPositionException;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.poll.PositionWatch;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions that an operator, the retention of a log or {@code auto.offset.reset} moves. */
@ExtendWith(KafkaExtension.class)
final class PositionsIT {

    private final TestKafka kafka;
    private final String topic = TestKafka.uniqueName("positions");
    private final String group = TestKafka.uniqueName("positions");
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final Logged log = Logged.by(PositionWatch.class);
    private int produced;

    PositionsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void listen() {
        kafka.createTopic(topic, 1);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({"CLASSIC_COOPERATIVE, -1", "CLASSIC_COOPERATIVE, 100", "CONSUMER, -1", "CONSUMER, 100"})
    void none_noOffsetOrOneOutOfRange_failsAndNamesSettingAndRemedy(GroupProtocol protocol, long committed)
            throws Exception {
        produce(5);
        if (committed >= 0) {
            commit(committed);
        }
        try (var consumer = start(protocol, "none")) {
            var end = consumer.termination().toCompletableFuture().get();

            assertThat(end.cause())
                    .get()
                    .isInstanceOf(LostPositionException.class)
                    .asString()
                    .contains(group, partition.toString(), "auto.offset.reset is none", "--reset-offsets", "earliest");
            assertThat(consumer.state()).isEqualTo(ConsumerState.FAILED);
        }
        assertThat(handled).isEmpty();
    }

    /** The consumer is paused meanwhile and has no fetch under way, so it has fetched none of what is deleted. */
    @ParameterizedTest
    @CsvSource({
        "CLASSIC_COOPERATIVE, earliest, 20",
        "CONSUMER, earliest, 20",
        "CONSUMER, latest, 30",
        "CLASSIC_COOPERATIVE, by_duration:PT1H, 20"
    })
    void logDeletedAboveThePosition_goesOnAsToldAndSaysWhatIsSkipped(GroupProtocol protocol, String reset, int expected)
            throws Exception {
        commit(0);
        try (var consumer = start(protocol, reset)) {
            produce(10);
            await().atMost(Run.TIMEOUT).until(() -> committed() == 10);
            consumer.pause();
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumer.snapshot().partitions().get(0).paused());
            produce(20);
            kafka.admin()
                    .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(20)))
                    .all()
                    .get();
            consumer.resume();
            await().atMost(Run.TIMEOUT).until(() -> {
                produce(1);
                return handled.size() > 10;
            });
            int end = produced;
            await().atMost(Run.TIMEOUT).until(() -> committed() == end);

            assertThat(handled).contains("v" + (end - 1)).doesNotContain("v10", "v19");
            assertThat(handled.contains("v20")).isEqualTo(expected == 20);
            assertThat(log.messages()).singleElement().asString().contains("jumped from 10 to", "deleted up to 20");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void stoppedGroup_offsetSetBackForwardAndRemoved_goesOnJustThere(GroupProtocol protocol) throws Exception {
        produce(10);
        assertThat(handledByOneMore(protocol, 10)).hasSize(10);
        commit(4);
        assertThat(handledByOneMore(protocol, 6)).containsExactlyInAnyOrder("v4", "v5", "v6", "v7", "v8", "v9");
        commit(8);
        assertThat(handledByOneMore(protocol, 2)).containsExactlyInAnyOrder("v8", "v9");
        kafka.admin().deleteConsumerGroupOffsets(group, Set.of(partition)).all().get();
        assertThat(handledByOneMore(protocol, 10)).hasSize(10);
    }

    /** The new topic is once shorter, once longer than the old one was. */
    @ParameterizedTest
    @CsvSource({"CLASSIC_COOPERATIVE, 3", "CLASSIC_COOPERATIVE, 8", "CONSUMER, 3", "CONSUMER, 8"})
    void topic_deletedAndMadeAgain_allOfTheNewOneIsHandled(GroupProtocol protocol, int records) throws Exception {
        produce(5);
        try (var consumer = start(protocol, "earliest")) {
            await().atMost(Run.TIMEOUT).until(() -> committed() == 5);
            kafka.admin().deleteTopics(List.of(topic)).all().get();
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumer.snapshot().partitions().isEmpty());
            createAgain();
            produce(records);
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 5 + records);
            await().atMost(Run.TIMEOUT).until(() -> committed() == records);

            assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
        }
    }

    /** The broker deletes in the background. */
    private void createAgain() {
        await().atMost(Run.TIMEOUT)
                .ignoreExceptionsMatching(
                        e -> e instanceof TopicExistsException || e.getCause() instanceof TopicExistsException)
                .until(() -> !kafka.createTopic(topic, 1).isEmpty());
    }

    /** What a member handles until so many records are handled and all is committed. */
    private List<String> handledByOneMore(GroupProtocol protocol, int count) {
        handled.clear();
        try (var consumer = start(protocol, "earliest")) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() >= count && committed() == produced);
            assertThat(consumer.health().problems()).isEmpty();
        }
        return List.copyOf(handled);
    }

    private ParallelConsumer start(GroupProtocol protocol, String reset) {
        var settings =
                Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        var config = Group.builder(kafka.bootstrapServers(), group, protocol, settings)
                .topics(topic)
                .build();
        return ParallelConsumer.start(config, (record, context) -> handled.add(record.value()));
    }

    private void produce(int count) {
        kafka.produce(IntStream.range(produced, produced + count)
                .mapToObj(i -> new ProducerRecord<>(topic, "k" + i, "v" + i)));
        produced += count;
    }

    private void commit(long offset) throws Exception {
        kafka.admin()
                .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private long committed() {
        var committed = kafka.committedOffsets(group).get(partition);
        return committed == null ? -1 : committed.offset();
    }
}
