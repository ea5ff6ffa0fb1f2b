package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.it.Event.Delivery;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A second member joins while the first record of every partition runs. What runs is waited for and committed before its
 * partition moves, and meanwhile the records of the partitions that stay go on.
 */
@ExtendWith(KafkaExtension.class)
final class RevocationIT {

    private static final int PARTITIONS = 4;
    private static final int RECORDS = 20;

    private final TestKafka kafka;
    private final Ledger ledger = new Ledger();
    private final CountDownLatch begun = new CountDownLatch(PARTITIONS);
    private final Set<TopicPartition> moving = ConcurrentHashMap.newKeySet();

    RevocationIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void join_firstRecordsRun_thoseThatStayGoOnAndTheNewOwnerStartsBehindThoseThatMove(GroupProtocol protocol)
            throws InterruptedException {
        var group = fill(protocol);
        try (var old = start(group, "old", this::finishWhenOthersWentOn)) {
            begun.await();
            try (var joiner = start(group, "new", (record, context) -> {})) {
                awaitAllDone();
                assertThat(List.of(old, joiner))
                        .allMatch(member -> member.leave().cause().isEmpty());
            }
        }

        var checker = check(group);
        assertThat(moving).isNotEmpty().hasSizeLessThan(PARTITIONS);
        assertThat(checker.startedBy("new"))
                .hasSize(moving.size() * (RECORDS - 1))
                .allMatch(delivery -> moving.contains(delivery.partition()));
    }

    @ParameterizedTest
    @EnumSource
    void close_askedForInTheMiddleOfARevocation_commitsWhatFinishes(GroupProtocol protocol)
            throws InterruptedException {
        var group = fill(protocol);
        var closing = new CompletableFuture<Member>();
        RecordHandler<String, String> closesWhenRevoked = (record, context) -> {
            begun.countDown();
            await().atMost(Run.TIMEOUT).until(context::revoked);
            closing.join().close();
        };
        try (var old = start(group, "old", closesWhenRevoked)) {
            closing.complete(old);
            begun.await();
            try (var joiner = start(group, "new", (record, context) -> {})) {
                awaitAllDone();
                assertThat(List.of(old, joiner))
                        .allMatch(member -> member.leave().cause().isEmpty());
            }
        }

        assertThat(check(group).startedBy("old")).hasSize(PARTITIONS);
    }

    private Group fill(GroupProtocol protocol) {
        var topic = kafka.createTopic(TestKafka.uniqueName("moving"), PARTITIONS);
        kafka.produce(IntStream.range(0, PARTITIONS * RECORDS)
                .mapToObj(i -> new ProducerRecord<>(topic, i % PARTITIONS, "k", Records.value(i))));
        return new Group(
                kafka.bootstrapServers(), TestKafka.uniqueName("group"), topic, protocol, "PARTITION", 2 * PARTITIONS);
    }

    private Member start(Group group, String name, RecordHandler<String, String> body) {
        return Member.start(group, name, new RecordingHandler(name, ledger::add, body), ledger::add);
    }

    private void awaitAllDone() {
        await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == PARTITIONS * RECORDS);
    }

    private Checker check(Group group) {
        var checker = new Checker(ledger.events(), group.ordering());
        assertThat(checker.duplicates()).isEmpty();
        assertThat(checker.disorders()).isEmpty();
        assertThat(checker.overlaps()).isEmpty();
        return checker;
    }

    /** The first record of a partition that moves ends when all records of one that stays have ended. */
    private void finishWhenOthersWentOn(ConsumerRecord<String, String> record, RecordContext context) {
        var partition = Delivery.of(record).partition();
        if (record.offset() > 0) {
            return;
        }
        begun.countDown();
        await().atMost(Run.TIMEOUT).until(() -> context.revoked() || !moving.isEmpty());
        if (context.revoked()) {
            moving.add(partition);
            await().atMost(Run.TIMEOUT)
                    .until(() -> IntStream.range(0, PARTITIONS)
                            .anyMatch(number ->
                                    ledger.firstNotDone(new TopicPartition(record.topic(), number)) == RECORDS));
        }
    }
}
