package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member, or the broker, goes while records are given up. */
@NeedsLocalKafka
final class DeadLetterCrashIT {

    private static final int RECORDS = 20;

    private static LocalKafka kafka;

    private final String topic = TestKafka.uniqueName("crash");
    private final String dead = TestKafka.uniqueName("dead");
    private final String group = TestKafka.uniqueName("group");

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @BeforeEach
    void fill() {
        kafka.createTopic(topic, 1);
        kafka.createTopic(dead, 2);
        kafka.produce(
                IntStream.range(0, RECORDS).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
    }

    @Test
    void member_killedBetweenLettersAndCommit_itsRecordsHaveASecondLetter() {
        try (var killed = ForkedJvm.of(DeadLetterMain.class)
                .args(kafka.bootstrapServers(), group, topic, dead)
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC")
                .start()) {
            for (int i = 0; i < RECORDS; i++) {
                var line = "DeadLettered " + i;
                killed.awaitLine(line::equals, Run.TIMEOUT);
            }
            killed.kill();
        }
        assertThat(kafka.committedOffsets(group)).isEmpty();

        try (var consumer = giveUpAll(new CountDownLatch(0))) {
            awaitAllCommitted();
            assertThat(consumer.health().live()).isTrue();
        }
        assertThat(Letters.read(kafka, dead).counts())
                .hasSize(RECORDS)
                .allSatisfy((origin, letters) -> assertThat(letters).isEqualTo(2));
    }

    @Test
    void broker_killedWhileRecordsAreGivenUp_theyAreHeldVisiblyAndStoredWhenItIsBack() {
        var killed = new CountDownLatch(1);
        try (var consumer = giveUpAll(killed)) {
            await().atMost(Run.TIMEOUT).until(() -> consumer.snapshot().permitsInUse() == RECORDS);
            kafka.node(0).kill();
            killed.countDown();
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumer.health().problems().stream().anyMatch(problem -> problem.contains(dead)));

            kafka.node(0).restart();
            awaitAllCommitted();
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().ready());
        }
        assertThat(Letters.read(kafka, dead).counts()).hasSize(RECORDS);
    }

    private ParallelConsumer giveUpAll(CountDownLatch when) {
        var config = Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, Map.of())
                .topics(topic)
                .retry(RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.deadLetter(dead)))
                .build();
        return ParallelConsumer.start(config, (record, context) -> {
            when.await();
            throw new IllegalStateException("no use");
        });
    }

    private void awaitAllCommitted() {
        await().atMost(Run.TIMEOUT).until(() -> {
            var committed = kafka.committedOffsets(group).get(new TopicPartition(topic, 0));
            return committed != null && committed.offset() == RECORDS;
        });
    }
}
