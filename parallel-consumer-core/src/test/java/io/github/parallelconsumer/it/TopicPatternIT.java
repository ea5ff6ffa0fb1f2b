package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics given by a pattern, with each protocol at once, since each has to wait for the next look at the topics. */
@ExtendWith(KafkaExtension.class)
final class TopicPatternIT {

    private final TestKafka kafka;
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final List<ParallelConsumer> consumers = new ArrayList<>();

    TopicPatternIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** The pattern looks back, which only the client's rules allow. */
    @Test
    void topics_matchingNowAndLater_areConsumedAndNoOthers() {
        var prefix = TestKafka.uniqueName("like");
        fill(prefix + ".one");
        fill(prefix + ".not");
        fill("x" + prefix + ".one");
        var pattern = Pattern.compile(Pattern.quote(prefix) + "\\.\\w+(?<!not)");
        for (var protocol : GroupProtocol.values()) {
            var config = Group.builder(kafka.bootstrapServers(), TestKafka.uniqueName("like"), protocol, Map.of())
                    .topics(pattern)
                    .build();
            consumers.add(ParallelConsumer.start(config, (record, context) -> handled.add(record.topic() + protocol)));
        }
        try {
            awaitHandledByEach(prefix + ".one");
            fill(prefix + ".later");
            awaitHandledByEach(prefix + ".later");
            assertThat(handled).hasSize(2 * GroupProtocol.values().length);
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumers.stream()
                            .allMatch(consumer -> consumer.health().ready()));
        } finally {
            consumers.forEach(ParallelConsumer::close);
        }
    }

    private void fill(String topic) {
        kafka.createTopic(topic, 1);
        kafka.produce(List.of(new ProducerRecord<>(topic, "k", Records.value(0))));
    }

    private void awaitHandledByEach(String topic) {
        await().atMost(Run.TIMEOUT).until(() -> {
            for (var protocol : GroupProtocol.values()) {
                if (!handled.contains(topic + protocol)) {
                    return false;
                }
            }
            return true;
        });
    }
}
