package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** After a restart the records come again that the last commit, read from the broker, does not say are finished. */
@ExtendWith(KafkaExtension.class)
@NeedsLocalKafka
final class OffsetMapIT {

    private static final RetryPolicy LATER = RetryPolicy.fixed(10, Duration.ofHours(1));

    private final String group = TestKafka.uniqueName("group");

    /** Where the map does not fit, what lies beyond its end comes again, finished or not. */
    @ParameterizedTest
    @CsvSource({
        "CONSUMER, 200, 4096, 200",
        "CLASSIC_COOPERATIVE, 10000, 4096, 10000",
        "CONSUMER, 10000, 512, 3040",
        "CLASSIC_COOPERATIVE, 40000, 4096, 24544"
    })
    void restart_someRecordsFailed_justThoseComeAgain(
            GroupProtocol protocol, int records, int maxBytes, int covered, TestKafka kafka) {
        var partition = fill(kafka, records);
        runOnce(kafka, protocol, partition, records, OffsetMap.maxBytes(maxBytes));

        var committed = Covered.by(committed(kafka, partition));
        assertThat(committed.offset()).isZero();
        assertThat(committed.end()).isBetween(covered - 20L, (long) covered);
        assertThat(committed.unfinished()).isEqualTo(offsets(committed.end(), OffsetMapIT::fails));
        var again = handledAfterRestart(kafka, protocol, partition, records);

        assertThat(again).isEqualTo(offsets(records, offset -> offset >= committed.end() || fails(offset)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void commit_brokerFindsTheMapTooLarge_goesOnWithASmallerOne(GroupProtocol protocol) {
        int records = 2_000;
        try (var kafka = LocalKafka.builder()
                .property("offset.metadata.max.bytes", "100")
                .start()) {
            var partition = fill(kafka, records);
            try (var consumer =
                    start(kafka, protocol, partition, OffsetMap.maxBytes(4_096), new ConcurrentLinkedQueue<>())) {
                await().atMost(Run.TIMEOUT).until(() -> {
                    var committed = kafka.committedOffsets(group).get(partition);
                    return committed != null && !committed.metadata().isEmpty();
                });
                assertThat(consumer.health().live()).isTrue();
            }
            var committed = committed(kafka, partition);
            assertThat(committed.metadata()).isNotEmpty().hasSizeLessThanOrEqualTo(100);

            var again = handledAfterRestart(kafka, protocol, partition, records);

            var covered = Covered.by(committed);
            assertThat(again).isEqualTo(offsets(records, offset -> !covered.contains(offset)));
        }
    }

    private static TopicPartition fill(TestKafka kafka, int records) {
        var topic = kafka.createTopic(TestKafka.uniqueName("map"), 1);
        kafka.produce(
                IntStream.range(0, records).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
        return new TopicPartition(topic, 0);
    }

    /** Without a pattern that would make a short map. */
    private static boolean fails(long offset) {
        return offset == 0 || Math.floorMod(Long.hashCode(offset * 0x9E3779B97F4A7C15L), 6) == 0;
    }

    private static List<Long> offsets(long end, LongPredicate wanted) {
        return LongStream.range(0, end).filter(wanted).boxed().toList();
    }

    private OffsetAndMetadata committed(TestKafka kafka, TopicPartition partition) {
        return kafka.committedOffsets(group).get(partition);
    }

    private void runOnce(
            TestKafka kafka, GroupProtocol protocol, TopicPartition partition, int records, OffsetMap offsetMap) {
        var handled = new ConcurrentLinkedQueue<Long>();
        try (var consumer = start(kafka, protocol, partition, offsetMap, handled)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == records);
            assertThat(consumer.health().live()).isTrue();
        }
    }

    /** Handles all but some records, which fail once and would be tried again in an hour. */
    private ParallelConsumer start(
            TestKafka kafka,
            GroupProtocol protocol,
            TopicPartition partition,
            OffsetMap offsetMap,
            Queue<Long> handled) {
        var config = Group.builder(kafka.bootstrapServers(), group, protocol, Map.of())
                .topics(partition.topic())
                .ordering(Ordering.UNORDERED)
                .retry(LATER)
                .offsetMap(offsetMap)
                .build();
        return ParallelConsumer.start(config, (record, context) -> {
            handled.add(record.offset());
            if (fails(record.offset())) {
                throw new IllegalStateException("told to fail");
            }
        });
    }

    private List<Long> handledAfterRestart(
            TestKafka kafka, GroupProtocol protocol, TopicPartition partition, int records) {
        var handled = new ConcurrentLinkedQueue<Long>();
        var config = Group.builder(kafka.bootstrapServers(), group, protocol, Map.of())
                .topics(partition.topic())
                .build();
        try (var consumer = ParallelConsumer.start(config, (record, context) -> handled.add(record.offset()))) {
            await().atMost(Run.TIMEOUT).until(() -> {
                var committed = committed(kafka, partition);
                return committed.offset() == records && committed.metadata().isEmpty();
            });
            assertThat(consumer.health().live()).isTrue();
        }
        return handled.stream().sorted().toList();
    }
}
