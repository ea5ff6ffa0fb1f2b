package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The only broker is away: at the start, in the middle, and while a consumer closes. All protocols at once. */
@NeedsLocalKafka
final class BrokerAwayIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int RECORDS = 200;

    private static LocalKafka kafka;

    private final List<ParallelConsumer> consumers = new ArrayList<>();
    private final Map<String, Set<Long>> handled = new ConcurrentHashMap<>();
    private CommitStrategy commit = CommitStrategy.every(Duration.ofMillis(200));
    private final String topic = TestKafka.uniqueName("away");

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
        kafka.node(0).thaw();
        kafka.startStopped();
        kafka.createTopic(topic, 1);
        produce();
    }

    @AfterEach
    void close() {
        consumers.forEach(ParallelConsumer::close);
    }

    @Test
    void broker_goesAndComesBack_thoseThatRanAndThoseStartedMeanwhileGoOn() {
        var killed = new CountDownLatch(1);
        startWithEachProtocol("early", kafka.bootstrapServers(), (record, context) -> {
            if (record.offset() == RECORDS / 2) {
                killed.await();
            }
        });
        awaitHandledByEach(RECORDS - 1);
        awaitCommittedByEach(RECORDS / 2);

        kafka.node(0).kill();
        startWithEachProtocol("late", kafka.bootstrapServers(), (record, context) -> {});
        awaitAll(BrokerAwayIT::saysThatNoBrokerAnswers);
        assertThat(consumers).noneMatch(consumer -> consumer.health().ready());
        assertThat(consumers).allMatch(consumer -> consumer.health().live());
        killed.countDown();

        kafka.node(0).restart();
        awaitHandledByEach(RECORDS);
        awaitAll(consumer -> consumer.health().ready());
        awaitCommittedByEach(RECORDS);
        produce();
        awaitHandledByEach(2 * RECORDS);
        awaitCommittedByEach(2 * RECORDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void close_brokerWentWhileRecordsRan_returns(boolean frozen) {
        var never = new CountDownLatch(1);
        startWithEachProtocol("closing", kafka.bootstrapServers(), (record, context) -> {
            if (record.offset() == RECORDS / 2) {
                never.await();
            }
        });
        awaitHandledByEach(RECORDS - 1);

        if (frozen) {
            kafka.node(0).freeze();
        } else {
            kafka.node(0).kill();
        }
        closeAllWithin(Duration.ofSeconds(3));

        // The client itself may need longer with a broker that says nothing; that goes on in the background.
        kafka.node(0).thaw();
        awaitAll(consumer -> consumer.state() == ConsumerState.CLOSED);
        assertThat(consumers)
                .allSatisfy(consumer -> assertThat(consumer.termination()
                                .toCompletableFuture()
                                .join()
                                .interrupted())
                        .isEqualTo(1));
    }

    /** The timeout of the close is far above what the test waits for its return. */
    @Test
    void close_brokerDiedWithFinishedRecordsUncommitted_returnsLongBeforeItsTimeoutAndSaysWhatComesAgain() {
        commit = CommitStrategy.every(Duration.ofHours(1));
        startWithEachProtocol("uncommitted", kafka.bootstrapServers(), (record, context) -> {});
        awaitHandledByEach(RECORDS);
        kafka.node(0).kill();

        var log = Logged.by("io.github.parallelconsumer");
        closeAllWithin(Duration.ofHours(1));
        log.close();

        assertThat(consumers).allMatch(consumer -> consumer.state() == ConsumerState.CLOSED);
        assertThat(log.warnings().stream()
                        .filter(line -> line.contains("[" + topic + "-0]") && line.contains("comes again")))
                .hasSize(consumers.size());
        kafka.node(0).restart();
        assertThat(handled.keySet())
                .allMatch(group -> kafka.committedOffsets(group).isEmpty());
    }

    @Test
    void close_brokerNeverThere_returns() {
        startWithEachProtocol("nowhere", "127.0.0.1:1", (record, context) -> {});

        closeAllWithin(Duration.ofSeconds(2));

        awaitAll(consumer -> consumer.state() == ConsumerState.CLOSED);
    }

    /** Closes all at the same time; each {@code close} returns, though not even an interrupt would make it. */
    private void closeAllWithin(Duration timeout) {
        var closings = consumers.stream()
                .map(consumer -> CompletableFuture.runAsync(() -> consumer.close(timeout)))
                .toArray(CompletableFuture[]::new);
        await().atMost(TIMEOUT).until(CompletableFuture.allOf(closings)::isDone);
    }

    private void startWithEachProtocol(String name, String bootstrapServers, RecordHandler<String, String> handler) {
        for (var protocol : List.of(GroupProtocol.CLASSIC_COOPERATIVE, GroupProtocol.CONSUMER)) {
            var done = ConcurrentHashMap.<Long>newKeySet();
            var group = TestKafka.uniqueName(name);
            handled.put(group, done);
            var config = Group.builder(bootstrapServers, group, protocol, Map.of())
                    .topics(topic)
                    .commit(commit);
            consumers.add(ParallelConsumer.start(config.build(), (record, context) -> {
                handler.handle(record, context);
                done.add(record.offset());
            }));
        }
    }

    private void produce() {
        kafka.produce(
                IntStream.range(0, RECORDS).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
    }

    private static boolean saysThatNoBrokerAnswers(ParallelConsumer consumer) {
        return consumer.health().problems().stream().anyMatch(problem -> problem.contains("no broker at"));
    }

    private void awaitAll(Predicate<ParallelConsumer> condition) {
        await().atMost(TIMEOUT).until(() -> consumers.stream().allMatch(condition));
    }

    private void awaitHandledByEach(int records) {
        await().atMost(TIMEOUT).until(() -> handled.values().stream().allMatch(done -> done.size() == records));
    }

    private void awaitCommittedByEach(long offset) {
        await().atMost(TIMEOUT)
                .until(() -> handled.keySet().stream().allMatch(group -> {
                    var committed = kafka.committedOffsets(group).get(new TopicPartition(topic, 0));
                    return committed != null && committed.offset() == offset;
                }));
    }
}
