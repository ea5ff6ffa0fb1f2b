package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.OnMaxHeld;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.config.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** How a consumer is configured and its handlers behave, drawn from a seed. Immutable. */
record Setup(
        Ordering ordering,
        int partitions,
        int keys,
        int maxPollRecords,
        int maxConcurrency,
        int maxInFlight,
        int maxHeld,
        int maxOffsetSpan,
        int maxAttempts,
        Exhausted exhausted,
        OnInterrupt onInterrupt,
        boolean givesLanesUp,
        boolean drains,
        boolean maps,
        boolean decodes,
        int commits) {

    static final String LETTERS = "letters";
    static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    static final Duration DRAIN = Duration.ofSeconds(20);

    /** What follows the last attempt. */
    enum Exhausted {
        HOLD,
        DEAD_LETTER,
        SKIP,
        STOP
    }

    /** What a handler does about an interrupt. */
    enum OnInterrupt {
        THROW,
        RETURN,
        SWALLOW
    }

    static Setup draw(Random random) {
        var orderings = new Ordering[] {Ordering.UNORDERED, Ordering.KEY, Ordering.PARTITION, Ordering.PARTITION};
        int concurrency = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
        int polled = 1 + random.nextInt(random.nextBoolean() ? 3 : 15);
        int least = 2 * concurrency + polled;
        boolean small = random.nextBoolean();
        var exhausted = Exhausted.values()[random.nextInt(4)];
        return new Setup(
                orderings[random.nextInt(orderings.length)],
                1 + random.nextInt(4),
                1 + random.nextInt(5),
                polled,
                concurrency,
                small ? least + random.nextInt(4) : 10_000,
                random.nextBoolean() ? 1 + random.nextInt(12) : 10_000,
                random.nextBoolean() ? 1 + random.nextInt(20) : 10_000,
                1 + random.nextInt(3),
                exhausted,
                OnInterrupt.values()[random.nextInt(3)],
                exhausted == Exhausted.DEAD_LETTER && random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4) > 0,
                random.nextBoolean(),
                random.nextInt(4));
    }

    ParallelConsumerConfig<byte[], byte[]> config(
            SimSink sink, Ledger ledger, BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> letterTopic) {
        var builder = ParallelConsumerConfig.<byte[], byte[]>builder(Map.of(
                        "bootstrap.servers", "unused:9",
                        "group.id", "g",
                        "client.id", "c",
                        "max.poll.records", maxPollRecords))
                .topics("t")
                .ordering(ordering)
                .maxConcurrency(maxConcurrency)
                .maxInFlight(maxInFlight)
                .maxHeld(maxHeld, Long.MAX_VALUE)
                .maxOffsetSpan(maxOffsetSpan)
                .retry(RetryPolicy.fixed(maxAttempts, RETRY_DELAY).withOnExhausted(onExhausted(letterTopic)))
                .commit(strategy())
                .offsetMap(maps ? OffsetMap.maxBytes(4_000) : OffsetMap.disabled())
                .rebalance(drains ? RebalancePolicy.drain(DRAIN) : RebalancePolicy.release())
                .observer(ledger);
        return withDecoders(exhausted == Exhausted.DEAD_LETTER ? withLetters(builder, sink) : builder)
                .build();
    }

    private ConfigBuilder<byte[], byte[]> withLetters(ConfigBuilder<byte[], byte[]> builder, SimSink sink) {
        var lettered = builder.deadLetterSink(sink);
        return givesLanesUp ? lettered.onMaxHeld(OnMaxHeld.deadLetterLane()) : lettered;
    }

    private ConfigBuilder<byte[], byte[]> withDecoders(ConfigBuilder<byte[], byte[]> builder) {
        Deserializer<byte[]> copies = (topic, bytes) -> bytes == null ? null : bytes.clone();
        return decodes
                ? builder.deserializers(() -> copies, () -> copies)
                : builder.deserializers(ByteArrayDeserializer::new, ByteArrayDeserializer::new);
    }

    private OnExhausted onExhausted(BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> letterTopic) {
        return switch (exhausted) {
            case HOLD -> OnExhausted.hold();
            case DEAD_LETTER -> OnExhausted.deadLetter(letterTopic);
            case SKIP -> OnExhausted.skip();
            case STOP -> OnExhausted.stop();
        };
    }

    private CommitStrategy strategy() {
        return switch (commits) {
            case 0 -> CommitStrategy.everyRecords(3);
            case 1 -> CommitStrategy.eachBatch();
            case 2 -> CommitStrategy.eachBatch().synchronous();
            default -> CommitStrategy.every(Duration.ofMillis(200));
        };
    }
}
