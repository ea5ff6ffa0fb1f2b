package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits that hardly ever come by themselves, and commits that come all the time. */
@ExtendWith(KafkaExtension.class)
final class RareCommitsIT {

    private static final int PARTITIONS = 6;
    private static final int RECORDS = 600;

    private final TestKafka kafka;
    private final Ledger ledger = new Ledger();

    RareCommitsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** So what moves is committed by the revocation alone, and what the two members have at the end by their closes. */
    @ParameterizedTest
    @EnumSource
    void intervalOfAYear_memberJoins_nothingIsHandledTwice(GroupProtocol protocol) {
        var group = group(protocol);
        try (var one = start(group, "one", CommitStrategy.every(Duration.ofDays(365)))) {
            produce(group);
            await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == RECORDS);
            assertThat(kafka.committedOffsets(group.name())).isEmpty();
            produce(group);
            try (var two = start(group, "two", CommitStrategy.every(Duration.ofDays(365)))) {
                await().atMost(Run.TIMEOUT)
                        .until(() -> two.snapshot().partitions().size() == PARTITIONS / 2
                                && one.snapshot().partitions().size() == PARTITIONS / 2);
                produce(group);
                await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == 3 * RECORDS);
                assertThat(ledger.starts("two")).isPositive();
            }
        }

        var checker = new Checker(ledger.events(), Ordering.PARTITION);
        assertThat(checker.duplicates()).isEmpty();
        assertThat(checker.disorders()).isEmpty();
        assertAllCommitted(group);
    }

    @ParameterizedTest
    @CsvSource({
        "CLASSIC_COOPERATIVE, batch, true",
        "CONSUMER, batch, true",
        "CONSUMER, batch, false",
        "CONSUMER, 100, true",
        "CLASSIC_COOPERATIVE, 100, false"
    })
    void byCountOrBatch_allHandled_isCommittedWhileRunning(GroupProtocol protocol, String kind, boolean synchronous) {
        var counted =
                kind.equals("batch") ? CommitStrategy.eachBatch() : CommitStrategy.everyRecords(Integer.parseInt(kind));
        var group = group(protocol);
        produce(group);
        try (var consumer = start(group, "one", synchronous ? counted.synchronous() : counted)) {
            await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == RECORDS);
            await().atMost(Run.TIMEOUT).untilAsserted(() -> assertAllCommitted(group));
            assertThat(consumer.health().problems()).isEmpty();
        }
        assertThat(new Checker(ledger.events(), Ordering.PARTITION).duplicates())
                .isEmpty();
    }

    /** One lane for each partition, so a revocation leaves nothing finished above a record that had not begun. */
    private Group group(GroupProtocol protocol) {
        var topic = kafka.createTopic(TestKafka.uniqueName("rare"), PARTITIONS);
        return new Group(
                kafka.bootstrapServers(), TestKafka.uniqueName("rare"), topic, protocol, "PARTITION", PARTITIONS);
    }

    private ParallelConsumer start(Group group, String name, CommitStrategy commit) {
        var handler = new RecordingHandler(name, ledger::add, RecordingHandler.busyFor(1_000));
        return ParallelConsumer.start(group.config(name).commit(commit).build(), handler);
    }

    private void produce(Group group) {
        kafka.produce(IntStream.range(0, RECORDS)
                .mapToObj(i -> new ProducerRecord<>(group.topic(), i % PARTITIONS, "k" + i, Records.value(i))));
    }

    private void assertAllCommitted(Group group) {
        assertThat(kafka.committedOffsets(group.name()))
                .hasSize(PARTITIONS)
                .allSatisfy((partition, offset) ->
                        assertThat(kafka.endOffsets(group.topic())).containsEntry(partition, offset.offset()));
    }
}
