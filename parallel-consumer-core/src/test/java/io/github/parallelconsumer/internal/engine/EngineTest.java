package io.github.parallelconsumer.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.testkit.Records;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jdk21")
class EngineTest {

    @ParameterizedTest
    @ValueSource(strings = {"unordered", "key", "partition"})
    void start_recordsOfTwoPartitions_allHandledAndCommittedAtClose(String ordering) {
        var source = new InMemoryRecordSource(500);
        for (int i = 0; i < 20_000; i++) {
            source.append(new ConsumerRecord<>(
                    "t",
                    i % 2,
                    i / 2,
                    ("k" + i % 100).getBytes(UTF_8),
                    Records.value(i).getBytes(UTF_8)));
        }
        var p0 = new TopicPartition("t", 0);
        var p1 = new TopicPartition("t", 1);
        source.assign(p0, p1);
        var handled = new AtomicInteger();
        var lastOfLane = new ConcurrentHashMap<String, Long>();
        var disorder = new AtomicInteger();
        var config = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .ordering(
                        switch (ordering) {
                            case "key" -> Ordering.KEY;
                            case "partition" -> Ordering.PARTITION;
                            default -> Ordering.UNORDERED;
                        })
                .maxConcurrency(100)
                .build();
        var engine = Engine.start(
                config,
                (record, context) -> {
                    var lane = record.partition() + (ordering.equals("key") ? record.key() : "");
                    var before = lastOfLane.put(lane, record.offset());
                    if (before != null && before > record.offset()) {
                        disorder.incrementAndGet();
                    }
                    handled.incrementAndGet();
                },
                source);
        await().untilAsserted(() -> assertThat(handled).hasValue(20_000));
        engine.close(Duration.ofSeconds(10));

        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        assertThat(source.committed(p0)).isEqualTo(10_000);
        assertThat(source.committed(p1)).isEqualTo(10_000);
        assertThat(engine.snapshot().inFlight()).isZero();
        assertThat(engine.snapshot().permitsInUse()).isZero();
        if (!ordering.equals("unordered")) {
            assertThat(disorder).hasValue(0);
        }
    }
}
