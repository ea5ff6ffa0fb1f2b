package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.api.Health.Circuit;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.config.CircuitBreaker;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the handlers call fails for a while, or does not answer. */
@ExtendWith(KafkaExtension.class)
final class BackEndAwayIT {

    private static final int PARTITIONS = 4;
    /** Short enough to wait for, and long enough that no record is late because the machine is. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final CircuitBreaker BREAKER =
            new CircuitBreaker(0.5, 20, Duration.ofSeconds(5), Duration.ofSeconds(2), 5);

    private final TestKafka kafka;
    private final String topic;
    private final String group = TestKafka.uniqueName("group");
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();

    BackEndAwayIT(TestKafka kafka) {
        this.kafka = kafka;
        topic = kafka.createTopic(TestKafka.uniqueName("back-end"), PARTITIONS);
    }

    @Test
    void pauseOnFailures_backEndIsDownForAWhile_intakeStopsMembershipStaysAndNoRecordIsLost() {
        var down = new AtomicBoolean();
        var releases = new AtomicInteger();
        RecordHandler<String, String> handler = (record, context) -> {
            tried.add(record.value());
            if (down.get()) {
                throw new IllegalStateException("the back end is down");
            }
            handled.add(record.value());
        };
        var config = config().retry(RetryPolicy.fixed(100_000, Duration.ofMillis(100)))
                .pauseOnFailures(BREAKER)
                .observer(counting(releases));

        try (var consumer = ParallelConsumer.start(config.build(), handler)) {
            produce(0, 200);
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 200);
            var member = memberIds();
            down.set(true);
            produce(200, 300);
            await().atMost(Run.TIMEOUT).until(() -> isOpen(consumer) && isPaused(consumer));
            assertThat(consumer.health().live()).isTrue();
            assertThat(consumer.health().problems()).anyMatch(problem -> problem.contains("circuit breaker"));
            produce(300, 3_000);
            await().atMost(Run.TIMEOUT).until(() -> circuit(consumer).reason().contains("first attempts failed after"));
            assertThat(tried).hasSizeLessThan(3_000);
            assertThat(handled).hasSize(200);

            down.set(false);
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 3_000);
            await().atMost(Run.TIMEOUT).until(() -> committed() == 3_000);
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().ready());
            assertThat(circuit(consumer).state()).isEqualTo(Circuit.State.CLOSED);
            assertThat(memberIds()).isEqualTo(member).hasSize(1);
            assertThat(releases).hasValue(0);
        }
    }

    @Test
    void handlerTimeout_backEndDoesNotAnswer_recordIsTriedAgainInItsOrder() {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var order = new ConcurrentLinkedQueue<String>();
        RecordHandler<String, String> handler = (record, context) -> {
            context.lastFailure().ifPresent(failures::add);
            if (record.value().equals("1") && context.attempt() < 3) {
                new CountDownLatch(1).await();
            }
            order.add(record.value());
        };
        var config =
                config().retry(RetryPolicy.fixed(10, Duration.ofMillis(10))).handlerTimeout(TIMEOUT);

        try (var consumer = ParallelConsumer.start(config.build(), handler)) {
            kafka.produce(IntStream.range(0, 5).mapToObj(i -> new ProducerRecord<>(topic, "k", "" + i)));
            await().atMost(Run.TIMEOUT).until(() -> order.size() == 5);
            await().atMost(Run.TIMEOUT).until(() -> committed() == 5);
            assertThat(consumer.health().overdue()).isEmpty();
        }
        assertThat(order).containsExactly("0", "1", "2", "3", "4");
        assertThat(failures).hasSize(2).hasOnlyElementsOfType(HandlerTimeoutException.class);
    }

    /** It keeps its permit and its lane, and its offset; others go on, and the close does not wait for it. */
    @Test
    void handlerTimeout_handlerIgnoresIt_isShownWithItsStackAndHoldsNothingUpButItsLane() {
        var mayEnd = new CountDownLatch(1);
        Queue<Integer> attempts = new ConcurrentLinkedQueue<>();
        RecordHandler<String, String> handler = (record, context) -> {
            if (record.value().equals("0")) {
                attempts.add(context.attempt());
                ignoreInterruptsUntil(mayEnd);
            }
            handled.add(record.value());
        };

        try (var consumer =
                ParallelConsumer.start(config().handlerTimeout(TIMEOUT).build(), handler)) {
            produce(0, 100);
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 99);
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().overdue(), overdue -> overdue.size() == 1);
            assertThat(consumer.health().overdue()).singleElement().satisfies(overdue -> {
                assertThat(overdue.partition().topic()).isEqualTo(topic);
                assertThat(overdue.attempt()).isEqualTo(1);
                assertThat(overdue.stack()).anyMatch(frame -> frame.contains("ignoreInterruptsUntil"));
            });
            consumer.close(Duration.ofSeconds(2));
            assertThat(consumer.termination().toCompletableFuture().join().interrupted())
                    .isEqualTo(1);
        } finally {
            mayEnd.countDown();
        }
        await().atMost(Run.TIMEOUT).until(() -> handled.size() == 100);
        assertThat(attempts).containsExactly(1);
        assertThat(committed()).isLessThan(100);
    }

    private static void ignoreInterruptsUntil(CountDownLatch latch) {
        boolean over = false;
        while (!over) {
            try {
                latch.await();
                over = true;
            } catch (InterruptedException e) {
                over = false; // what a careless handler does
            }
        }
    }

    private static ConsumerObserver counting(AtomicInteger releases) {
        return new ConsumerObserver() {
            @Override
            public void released(Release release) {
                releases.incrementAndGet();
            }
        };
    }

    private static Circuit circuit(ParallelConsumer consumer) {
        return consumer.health().circuit().orElseThrow();
    }

    private static boolean isOpen(ParallelConsumer consumer) {
        return circuit(consumer).state() == Circuit.State.OPEN;
    }

    private static boolean isPaused(ParallelConsumer consumer) {
        var partitions = consumer.snapshot().partitions();
        return partitions.size() == PARTITIONS && partitions.stream().allMatch(PartitionView::paused);
    }

    private List<String> memberIds() {
        return kafka.members(group).stream().map(MemberDescription::consumerId).toList();
    }

    private long committed() {
        return kafka.committedOffsets(group).values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private void produce(int from, int to) {
        kafka.produce(
                IntStream.range(from, to).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Integer.toString(i))));
    }

    private ConfigBuilder<String, String> config() {
        return Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, Map.of("max.poll.records", 20))
                .topics(topic);
    }
}
