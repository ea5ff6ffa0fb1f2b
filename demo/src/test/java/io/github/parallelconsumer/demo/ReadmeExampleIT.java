package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.testkit.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds README.md's program in a fresh project and runs it as it stands there. An order's id is its partition and
 * offset.
 */
class ReadmeExampleIT {

    private static final String TOPIC = "orders";
    private static final String GROUP = "orders-app";
    private static final int PARTITIONS = 8;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int TERMINATED = 143;

    @TempDir
    private static Path directory;

    private static Path app;

    private LocalKafka kafka;
    private int produced;

    @BeforeAll
    static void build() throws Exception {
        app = ReadmeProject.build(directory);
    }

    @BeforeEach
    void startKafka() {
        kafka = LocalKafka.start();
        kafka.createTopic(TOPIC, PARTITIONS);
        // Answered once the broker really leads the partitions: only then does it take batches in their order.
        assertThat(kafka.endOffsets(TOPIC)).hasSize(PARTITIONS);
    }

    @AfterEach
    void closeKafka() {
        kafka.close();
    }

    @Test
    void example_sigtermWithThousandsWaiting_finishesWhatRunsAndCommitsNoFurther() throws Exception {
        var all = produce(8_000, 2_000);

        List<String> first;
        try (var run = OrdersRun.start(app, kafka)) {
            await().atMost(LONG).until(() -> run.applied().size() >= 1_000);
            assertEndsInOrder(run);
            first = run.applied();
        }

        var committed = committed();
        assertThat(first).doesNotHaveDuplicates();
        assertThat(first)
                .containsAll(all.stream().filter(id -> isBelow(committed, id)).toList());
        var second = runToTheEnd();
        assertThat(second).doesNotHaveDuplicates().noneMatch(id -> isBelow(committed, id));
        var together = new HashSet<>(first);
        together.addAll(second);
        assertThat(together).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void example_sigtermWithHundredsRunning_leavesNothingToDoTwice() throws Exception {
        List<String> first;
        try (var run = OrdersRun.start(app, kafka)) {
            // A key comes again after seconds only, so no record waits for another, and all that is polled runs.
            do {
                produce(300, 20_000);
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> run.begun().size() == produced);
            } while (run.applied().size() == produced);
            assertEndsInOrder(run);
            first = run.applied();
        }

        assertThat(first).hasSize(produced).doesNotHaveDuplicates();
        assertThat(committed()).isEqualTo(kafka.endOffsets(TOPIC));
        var more = produce(100, 20_000);
        assertThat(runToTheEnd()).containsExactlyInAnyOrderElementsOf(more);
    }

    /** Whoever takes over must not wait for a session to expire. */
    private void assertEndsInOrder(OrdersRun run) {
        assertThat(run.terminate()).as(() -> String.join("\n", run.output())).isEqualTo(TERMINATED);
        assertThat(kafka.members(GROUP)).isEmpty();
        assertThat(run.applied()).containsExactlyInAnyOrderElementsOf(run.begun());
    }

    private List<String> runToTheEnd() throws Exception {
        try (var run = OrdersRun.start(app, kafka)) {
            await().atMost(LONG).until(() -> committed().equals(kafka.endOffsets(TOPIC)));
            assertEndsInOrder(run);
            return run.applied();
        }
    }

    private List<String> produce(int count, int keys) {
        var records = IntStream.range(produced, produced + count)
                .mapToObj(i -> new ProducerRecord<>(
                        TOPIC, i % PARTITIONS, "key-" + i % keys, i % PARTITIONS + "-" + i / PARTITIONS))
                .toList();
        produced += count;
        kafka.produce(records);
        return records.stream().map(ProducerRecord::value).toList();
    }

    private Map<TopicPartition, Long> committed() {
        var committed = kafka.committedOffsets(GROUP);
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .collect(Collectors.toMap(
                        Function.identity(),
                        partition -> committed.containsKey(partition)
                                ? committed.get(partition).offset()
                                : 0L));
    }

    private static boolean isBelow(Map<TopicPartition, Long> committed, String id) {
        var parts = id.split("-", 2);
        return Long.parseLong(parts[1]) < committed.get(new TopicPartition(TOPIC, Integer.parseInt(parts[0])));
    }
}
