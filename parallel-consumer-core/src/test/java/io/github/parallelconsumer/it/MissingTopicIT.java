package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.Health;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics that do not exist: a warning and a consumer that is not ready, until they do. */
@ExtendWith(KafkaExtension.class)
final class MissingTopicIT {

    private final TestKafka kafka;
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final List<ParallelConsumer> consumers = new ArrayList<>();
    private final Logged log = Logged.by("io.github.parallelconsumer");

    MissingTopicIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @AfterEach
    void close() {
        consumers.forEach(ParallelConsumer::close);
    }

    /** All protocols at once, since each has to wait for the next look at the topics. */
    @Test
    void topic_missing_isNamedUntilItExists() {
        var there = kafka.createTopic(TestKafka.uniqueName("there"), 1);
        var missing = TestKafka.uniqueName("missing");
        startWithEachProtocol(there, missing);

        awaitAll(consumer -> names(consumer.health(), missing));
        assertThat(consumers).noneMatch(consumer -> consumer.health().ready());
        assertThat(consumers).allMatch(consumer -> consumer.health().live());
        kafka.produce(List.of(new ProducerRecord<>(there, "k", "there")));
        awaitHandledByEach("there");

        kafka.createTopic(missing, 2);
        kafka.produce(List.of(new ProducerRecord<>(missing, "k", "created")));
        awaitHandledByEach("created");
        awaitAll(consumer -> consumer.health().ready());
        assertThat(consumers).allMatch(consumer -> consumer.health().problems().isEmpty());
        assertThat(warnings(missing)).isEqualTo(consumers.size());
    }

    @Test
    void topic_theOnlyOneMissing_isNamedUntilItExists() {
        var missing = TestKafka.uniqueName("missing");
        startWithEachProtocol(missing);

        awaitAll(consumer -> names(consumer.health(), missing));
        assertThat(consumers).noneMatch(consumer -> consumer.health().ready());

        kafka.createTopic(missing, 1);
        kafka.produce(List.of(new ProducerRecord<>(missing, "k", "created")));
        awaitHandledByEach("created");
        awaitAll(consumer -> consumer.health().ready());
    }

    private void startWithEachProtocol(String... topics) {
        for (var protocol : GroupProtocol.values()) {
            var config = Group.builder(kafka.bootstrapServers(), TestKafka.uniqueName("group"), protocol, Map.of())
                    .topics(topics);
            consumers.add(ParallelConsumer.start(
                    config.build(), (record, context) -> handled.add(protocol + record.value())));
        }
    }

    private void awaitAll(Predicate<ParallelConsumer> condition) {
        await().atMost(Run.TIMEOUT).until(() -> consumers.stream().allMatch(condition));
    }

    private void awaitHandledByEach(String value) {
        await().atMost(Run.TIMEOUT)
                .until(() ->
                        Stream.of(GroupProtocol.values()).allMatch(protocol -> handled.contains(protocol + value)));
    }

    private static boolean names(Health health, String topic) {
        return health.problems().stream().anyMatch(problem -> problem.contains(topic) && problem.contains("not exist"));
    }

    private long warnings(String topic) {
        return log.warnings().stream().filter(line -> line.contains(topic)).count();
    }
}
