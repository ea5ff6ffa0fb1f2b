package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.it.Cycle.Setting;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumers that start and end again and again, in all ways that there are: what they have taken they give back. */
@ExtendWith(KafkaExtension.class)
@NeedsLocalKafka // a container's client has threads of its own
@Tag("ci")
final class LeaksIT {

    private static final Logger LOG = LoggerFactory.getLogger(LeaksIT.class);
    private static final int CYCLES = Boolean.getBoolean("parallelconsumer.full") ? 1_000 : 50;
    /** Until classes are loaded and caches filled. */
    private static final int WARM_UP_ROUNDS = 4;

    private static final List<GroupProtocol> PROTOCOLS = List.of(GroupProtocol.values());
    private static final long MOST_GROWTH_BYTES = 1L << 20;
    /** Opened by the JVM or by the test's own clients meanwhile; one a cycle would be far more. */
    private static final int OTHER_FILES = 4;

    private final TestKafka kafka;
    private final String topic = TestKafka.uniqueName("cycles");
    private final String dead = TestKafka.uniqueName("dead");

    LeaksIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void fill() {
        kafka.createTopic(topic, 2);
        kafka.createTopic(dead, 1);
        kafka.produce(IntStream.range(0, 10).mapToObj(i -> new ProducerRecord<>(topic, i % 2, "k", Records.value(i))));
    }

    /** Otherwise the other test might look at the wrong things. */
    @Test
    void resources_whileOneRuns_showWhatItHolds() {
        var setting = new Setting(kafka, TestKafka.uniqueName("group"), topic, dead);
        var config = setting.config(GroupProtocol.CONSUMER).deadLetters(DeadLetters.to(dead));
        var before = Resources.now();
        var hanging = new CountDownLatch(1);
        try (var consumer = ParallelConsumer.start(config.build(), (record, context) -> hanging.await())) {
            await().atMost(Run.TIMEOUT).until(() -> consumer.snapshot().inFlight() == 10);
            var during = Resources.now();
            hanging.countDown();

            assertThat(during.clients()).isEqualTo(new Resources.Clients(1, 1, 1));
            assertThat(during.beans()).anyMatch(name -> name.startsWith("kafka.consumer:"));
            assertThat(during.beans()).anyMatch(name -> name.startsWith("kafka.producer:"));
            assertThat(during.files()).isGreaterThan(before.files());
            assertThat(during.threads()).anyMatch(name -> name.contains("consumer [" + setting.group()));
            assertThat(during.threads()).hasSizeGreaterThan(before.threads().size() + 3);
        }
    }

    @Test
    void cycles_startedAndEndedInAllWays_leaveNothingBehind() throws Exception {
        rounds(WARM_UP_ROUNDS);
        var before = Resources.now();

        rounds(CYCLES / Cycle.values().length);

        // What the client does on its own threads may take a moment more.
        await().atMost(Run.TIMEOUT).untilAsserted(() -> assertNothingLeft(before, Resources.now()));
    }

    private static void assertNothingLeft(Resources before, Resources after) {
        LOG.info(
                "after {} cycles: {} -> {} threads, {} -> {} files, {} -> {} live bytes",
                CYCLES,
                before.threads().size(),
                after.threads().size(),
                before.files(),
                after.files(),
                before.liveBytes(),
                after.liveBytes());
        assertThat(after.threads()).isSubsetOf(before.threads());
        assertThat(after.beans()).isEmpty();
        assertThat(after.clients()).isEqualTo(new Resources.Clients(0, 0, 0));
        assertThat(after.files()).isLessThanOrEqualTo(before.files() + OTHER_FILES);
        assertThat(after.liveBytes()).isLessThan(before.liveBytes() + MOST_GROWTH_BYTES);
    }

    /** A round is a cycle of each kind, all at once, with a group of its own. */
    private void rounds(int rounds) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("cycle").factory())) {
            for (int round = 0; round < rounds; round++) {
                var protocol = PROTOCOLS.get(round % PROTOCOLS.size());
                List<Callable<Void>> cycles = new ArrayList<>();
                for (var cycle : Cycle.values()) {
                    cycles.add(() -> {
                        cycle.run(new Setting(kafka, TestKafka.uniqueName("group"), topic, dead), protocol);
                        return null;
                    });
                }
                for (Future<Void> ended : executor.invokeAll(cycles)) {
                    ended.get();
                }
            }
        }
    }
}
