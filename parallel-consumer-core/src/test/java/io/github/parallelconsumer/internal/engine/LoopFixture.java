package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.often;
import static io.github.parallelconsumer.internal.Eventually.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.Snapshot.PartitionView;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.exec.LetterOffice;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.internal.poll.LoopView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer without its thread: the test takes the turns, moves the clock and holds the handlers. Closing it checks that
 * every record that was dispatched came back, and every permit with it, and that no thread is left. Confined to the test's
 * thread, which plays the consumer thread.
 */
final class LoopFixture implements AutoCloseable {

    static final TopicPartition P0 = new TopicPartition("t", 0);
    static final TopicPartition P1 = new TopicPartition("t", 1);
    /** Above the deadline of every release here. */
    static final Duration LONG = Duration.ofMinutes(10);

    static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    /** How often the loop polls when everything is paused. */
    static final Duration CADENCE = Duration.ofMillis(100);

    final ManualClock clock = new ManualClock();
    final InMemoryRecordSource broker;
    final ProbedSource source;
    final HeldHandler handler = new HeldHandler();
    final EventLog events = new EventLog();
    final Lifecycle lifecycle = new Lifecycle(clock);
    final ParallelConsumerConfig<String, String> config;
    final Wiring wiring;
    /** Polled records that a test knows to be finished by an earlier assignment. */
    int finishedEarlier;

    private final Map<TopicPartition, Long> ends = new HashMap<>();

    LoopFixture(Consumer<ConfigBuilder<String, String>> settings) {
        this(500, settings);
    }

    LoopFixture(int maxPollRecords, Consumer<ConfigBuilder<String, String>> settings) {
        var builder = ParallelConsumerConfig.<String, String>builder(Map.of(
                        "bootstrap.servers", "unused:9",
                        "group.id", "g",
                        "client.id", "c",
                        "max.poll.records", maxPollRecords))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .retry(RetryPolicy.fixed(3, Duration.ofSeconds(5)))
                .observer(events);
        settings.accept(builder);
        config = builder.build();
        broker = new InMemoryRecordSource(maxPollRecords);
        source = new ProbedSource(broker);
        wiring = Wiring.of("[g/c]", config, handler, source, config.deadLetterSink(), lifecycle, clock);
        wiring.letters().ifPresent(LetterOffice::start);
        wiring.loop().start();
    }

    /** One attempt, then the consumer stops. */
    static RetryPolicy stopAtOnce() {
        return RetryPolicy.DEFAULT.withMaxAttempts(1).withOnExhausted(OnExhausted.stop());
    }

    /** Adds a record at the end of a partition of topic t. */
    void append(TopicPartition partition, @Nullable String key) {
        append(partition, key, ("v" + end(partition)).getBytes(UTF_8));
    }

    void append(TopicPartition partition, @Nullable String key, byte[] value) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        var keyBytes = key == null ? null : key.getBytes(UTF_8);
        broker.append(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, keyBytes, value));
    }

    /** Adds a record after a gap. */
    void appendAt(TopicPartition partition, long offset) {
        ends.put(partition, offset);
        append(partition, "k" + offset);
    }

    void append(TopicPartition partition, int count) {
        for (int i = 0; i < count; i++) {
            append(partition, "k" + i);
        }
    }

    /** The offset after the last record. */
    long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    void assign(TopicPartition... partitions) {
        broker.assign(partitions);
        turnWithPoll();
    }

    void revoke(TopicPartition... partitions) {
        broker.revoke(partitions);
        turnWithPoll();
    }

    void lose(TopicPartition... partitions) {
        broker.lose(partitions);
        turnWithPoll();
    }

    /** A turn that polls even when everything is paused. */
    void turnWithPoll() {
        clock.advance(CADENCE);
        turn();
    }

    void turn() {
        wiring.loop().runOnce();
    }

    /** Takes turns until something is so. */
    void turnUntil(Callable<Boolean> condition) {
        until("turns", () -> {
            turn();
            return condition.call();
        });
    }

    /** Takes turns until everything polled has ended. */
    void turnUntilIdle() {
        turnUntil(() -> view().inFlight() == 0);
    }

    /** Lets a commit become due and be acknowledged. */
    void commit() {
        clock.advance(COMMIT_INTERVAL);
        turn();
        turn();
    }

    /** Runs while the test's thread is inside a call, such as a release. */
    Thread meanwhile(Runnable action) {
        return Thread.ofVirtual().start(action);
    }

    LoopView view() {
        wiring.loop().settle();
        return wiring.board().view();
    }

    PartitionView view(TopicPartition partition) {
        return view().partitions().stream()
                .filter(view -> view.partition().equals(partition))
                .findAny()
                .orElseThrow();
    }

    /** What the end of a consumer does, in its order. */
    @Override
    public void close() {
        handler.passAll();
        wiring.loop().close(Duration.ofSeconds(20));
        source.close(Duration.ZERO);
        endBatches();
        often().untilAsserted(() -> {
            var view = view();
            assertThat(view.inFlight()).isZero();
            assertThat(view.inFlightBytes()).isZero();
            assertThat(view.permitsInUse()).isZero();
            assertThat(wiring.executor().running()).isZero();
        });
        wiring.decoders().close();
        assertThat(events.ended()).as("ended, of those dispatched").isEqualTo(source.polled - finishedEarlier);
        assertThat(handler.mostAtOnce.get()).isLessThanOrEqualTo(config.maxConcurrency());
    }

    private void endBatches() {
        try {
            wiring.executor().end(Duration.ofSeconds(20));
            if (wiring.letters().isPresent()) {
                wiring.letters().get().close(Duration.ofSeconds(20));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("the test's thread was interrupted", e);
        }
    }
}
