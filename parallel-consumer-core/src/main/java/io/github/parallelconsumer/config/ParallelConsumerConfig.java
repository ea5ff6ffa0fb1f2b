package io.github.parallelconsumer.config;

import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What a consumer is told at its start. Immutable; made by a {@link ConfigBuilder}.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ParallelConsumerConfig<K, V> {

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Supplier<Deserializer<K>> keyDeserializer;
    private final Supplier<Deserializer<V>> valueDeserializer;
    private final Ordering ordering;
    private final Limits limits;
    private final OnMaxHeld onMaxHeld;
    private final RetryPolicy retry;
    private final Optional<Duration> handlerTimeout;
    private final Optional<CircuitBreaker> pauseOnFailures;
    private final DeadLetterSettings deadLetters;
    private final CommitStrategy commit;
    private final OffsetMap offsetMap;
    private final RebalancePolicy rebalance;
    private final Duration shutdownTimeout;
    private final boolean closeOnJvmShutdown;
    private final Optional<Boolean> leaveGroupOnClose;
    private final ConsumerObserver observer;

    ParallelConsumerConfig(
            ConfigBuilder<K, V> builder,
            KafkaSettings kafka,
            Limits limits,
            DeadLetterSettings deadLetters,
            Topics topics,
            Supplier<Deserializer<K>> keyDeserializer,
            Supplier<Deserializer<V>> valueDeserializer) {
        this.kafka = kafka;
        this.limits = limits;
        this.deadLetters = deadLetters;
        this.keyDeserializer = keyDeserializer;
        this.valueDeserializer = valueDeserializer;
        this.topics = topics;
        ordering = builder.ordering;
        onMaxHeld = builder.onMaxHeld;
        retry = builder.retry;
        handlerTimeout = Optional.ofNullable(builder.handlerTimeout);
        pauseOnFailures = Optional.ofNullable(builder.pauseOnFailures);
        commit = builder.commit;
        offsetMap = builder.offsetMap;
        rebalance = builder.rebalance == null ? kafka.defaultRebalance() : builder.rebalance;
        shutdownTimeout = builder.shutdownTimeout;
        closeOnJvmShutdown = builder.closeOnJvmShutdown;
        leaveGroupOnClose = Optional.ofNullable(builder.leaveGroupOnClose);
        observer = builder.observer;
    }

    /**
     * Starts a configuration.
     *
     * @param kafkaProperties the settings of Kafka's own consumer, as a map or {@link Properties}; copied by {@code
     *     build()}
     * @param <K> type of the keys
     * @param <V> type of the values
     */
    public static <K, V> ConfigBuilder<K, V> builder(Map<?, ?> kafkaProperties) {
        return new ConfigBuilder<>(kafkaProperties);
    }

    /** The settings for Kafka's consumer, with those that this library decides. */
    public Map<String, Object> kafkaProperties() {
        return kafka.forConsumer();
    }

    /** The consumer group. */
    public String groupId() {
        return kafka.text(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** The name of this client, {@code client.id}, made up when the user gave none. */
    public String clientId() {
        return kafka.text(ConsumerConfig.CLIENT_ID_CONFIG);
    }

    /** The most records of one poll, {@code max.poll.records}. */
    public int maxPollRecords() {
        return kafka.number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    }

    /** The longest time between two polls, {@code max.poll.interval.ms}. */
    public Duration maxPollInterval() {
        return Duration.ofMillis(kafka.number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    }

    /** The topics to consume; none if there is a pattern. */
    public List<String> topics() {
        return topics.names();
    }

    /** What the names of the topics to consume look like, if they are not given one by one. */
    public Optional<Pattern> topicPattern() {
        return Optional.ofNullable(topics.pattern());
    }

    /** Whether a topic of this name is consumed. */
    public boolean consumes(String topic) {
        return topics.contain(topic);
    }

    /** Makes a deserializer of keys. */
    public Supplier<Deserializer<K>> keyDeserializer() {
        return keyDeserializer;
    }

    /** Makes a deserializer of values. */
    public Supplier<Deserializer<V>> valueDeserializer() {
        return valueDeserializer;
    }

    /** Which records wait for each other. */
    public Ordering ordering() {
        return ordering;
    }

    /** How many handlers run at once, at most. */
    public int maxConcurrency() {
        return limits.maxConcurrency();
    }

    /** From how many polled and unfinished records on intake pauses. */
    public int maxInFlight() {
        return limits.maxInFlight();
    }

    /** From how many bytes of polled and unfinished records on intake pauses. */
    public long maxInFlightBytes() {
        return limits.maxInFlightBytes();
    }

    /** From how many records between the watermark and the newest one on intake of a partition pauses. */
    public int maxOffsetSpan() {
        return limits.maxOffsetSpan();
    }

    /** How many records failing lanes may hold before {@link #onMaxHeld()} takes effect. */
    public int maxHeldRecords() {
        return limits.maxHeldRecords();
    }

    /** How many bytes of keys, values and headers failing lanes may hold before {@link #onMaxHeld()} takes effect. */
    public long maxHeldBytes() {
        return limits.maxHeldBytes();
    }

    /** What happens when failing lanes hold as much as they may. */
    public OnMaxHeld onMaxHeld() {
        return onMaxHeld;
    }

    /** What follows a failed attempt. */
    public RetryPolicy retry() {
        return retry;
    }

    /** How long an attempt may take before it is interrupted and has failed. */
    public Optional<Duration> handlerTimeout() {
        return handlerTimeout;
    }

    /** When intake stands still because too many attempts fail. */
    public Optional<CircuitBreaker> pauseOnFailures() {
        return pauseOnFailures;
    }

    /** Whether a record may become a dead letter. */
    public boolean wantsDeadLetters() {
        return deadLetters.wanted();
    }

    /** Where and how dead letters are stored, if the user said so. */
    public Optional<DeadLetters> deadLetters() {
        return deadLetters.letters();
    }

    /** The user's own place for dead letters, if there is one. */
    public Optional<DeadLetterSink> deadLetterSink() {
        return deadLetters.sink();
    }

    /** The settings for Kafka's producer of dead letters: those of the consumer, the user's over them, and what is needed. */
    public Map<String, Object> deadLetterProducerProperties() {
        return deadLetters.producer(kafka.forConsumer());
    }

    /** When offsets are committed. */
    public CommitStrategy commit() {
        return commit;
    }

    /** Whether commits tell which records above their offset are finished. */
    public OffsetMap offsetMap() {
        return offsetMap;
    }

    /** What becomes of running records when their partition moves. */
    public RebalancePolicy rebalance() {
        return rebalance;
    }

    /** The time {@code close()} takes at most. */
    public Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    /** Whether to leave the group at close; empty for what Kafka does by default with a member of this kind. */
    public Optional<Boolean> leaveGroupOnClose() {
        return leaveGroupOnClose;
    }

    /** Whether the consumer closes when the JVM ends. */
    public boolean closeOnJvmShutdown() {
        return closeOnJvmShutdown;
    }

    /** Who is told what happens. */
    public ConsumerObserver observer() {
        return observer;
    }
}
