package io.github.parallelconsumer.config;

import io.github.parallelconsumer.api.ConfigurationException;
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
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is told at its start. Immutable; made by a {@link Builder}.
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

    private ParallelConsumerConfig(
            Builder<K, V> builder,
            KafkaSettings kafka,
            Limits limits,
            DeadLetterSettings deadLetters,
            Supplier<Deserializer<K>> keyDeserializer,
            Supplier<Deserializer<V>> valueDeserializer) {
        this.kafka = kafka;
        this.limits = limits;
        this.deadLetters = deadLetters;
        this.keyDeserializer = keyDeserializer;
        this.valueDeserializer = valueDeserializer;
        topics = new Topics(builder.topics, builder.topicPattern);
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
    public static <K, V> Builder<K, V> builder(Map<?, ?> kafkaProperties) {
        return new Builder<>(kafkaProperties);
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

    /**
     * Collects the settings of a {@link ParallelConsumerConfig}. Not thread-safe.
     *
     * @param <K> type of the keys
     * @param <V> type of the values
     */
    public static final class Builder<K, V> {

        private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

        private final Map<?, ?> kafkaProperties;
        private List<String> topics = List.of();
        private @Nullable Pattern topicPattern;
        private @Nullable Supplier<? extends Deserializer<K>> keyDeserializer;
        private @Nullable Supplier<? extends Deserializer<V>> valueDeserializer;
        private Ordering ordering = Ordering.KEY;
        private int maxConcurrency = Limits.DEFAULT_CONCURRENCY;
        private int maxInFlight;
        private int maxOffsetSpan = Limits.DEFAULT_OFFSET_SPAN;
        private int maxHeldRecords = Limits.DEFAULT_HELD_RECORDS;
        private long maxHeldBytes = Limits.DEFAULT_HELD_BYTES;
        private OnMaxHeld onMaxHeld = OnMaxHeld.pausePartitions();
        private RetryPolicy retry = RetryPolicy.DEFAULT;
        private @Nullable Duration handlerTimeout;
        private @Nullable CircuitBreaker pauseOnFailures;
        private @Nullable DeadLetters deadLetters;
        private @Nullable DeadLetterSink deadLetterSink;
        private CommitStrategy commit = CommitStrategy.every(Duration.ofSeconds(1));
        private OffsetMap offsetMap = OffsetMap.maxBytes(4_096);
        private @Nullable RebalancePolicy rebalance;
        private Duration shutdownTimeout = Duration.ofSeconds(20);
        private boolean closeOnJvmShutdown;
        private @Nullable Boolean leaveGroupOnClose;
        private ConsumerObserver observer = ConsumerObserver.NONE;

        private Builder(Map<?, ?> kafkaProperties) {
            this.kafkaProperties = kafkaProperties;
        }

        /**
         * Makes the deserializers. They run on the threads of the records; each instance is used by one thread at a
         * time, so it need not be thread-safe, and is closed when the consumer closes. As with Kafka's own consumer,
         * {@code configure} is not called on instances made here. Without this, the classes named in {@code
         * key.deserializer} and {@code value.deserializer} are used, and configured.
         */
        public Builder<K, V> deserializers(
                Supplier<? extends Deserializer<K>> key, Supplier<? extends Deserializer<V>> value) {
            keyDeserializer = key;
            valueDeserializer = value;
            return this;
        }

        /** The topics to consume; at least one, none twice, and no pattern besides. */
        public Builder<K, V> topics(String... topics) {
            this.topics = List.of(topics);
            return this;
        }

        /** The topics to consume; at least one, none twice, and no pattern besides. */
        public Builder<K, V> topics(List<String> topics) {
            this.topics = List.copyOf(topics);
            return this;
        }

        /**
         * The topics to consume, in the place of names: all that the client may see whose whole name matches, those made
         * later included, which are noticed within {@code metadata.max.age.ms}. With both group protocols this client
         * matches, by the rules of {@link Pattern}. Kafka's internal topics are left out, unless {@code
         * exclude.internal.topics} is false. That no topic matches is no error, and is not warned of.
         */
        public Builder<K, V> topics(Pattern pattern) {
            topicPattern = pattern;
            return this;
        }

        /** Which records wait for each other. Default: {@link Ordering#KEY}, what most users of a key expect. */
        public Builder<K, V> ordering(Ordering ordering) {
            this.ordering = ordering;
            return this;
        }

        /**
         * How many handlers run at once, at most; at least 1. Default 256: enough to show what concurrency brings, and
         * few enough for a database behind it. Rule of thumb: records per second x seconds per record.
         */
        public Builder<K, V> maxConcurrency(int maxConcurrency) {
            this.maxConcurrency = maxConcurrency;
            return this;
        }

        /**
         * From how many polled and unfinished records on intake pauses. Default: the larger of 10,000 and 2 x
         * maxConcurrency + {@code max.poll.records}, so that handlers never wait for a poll; less than the latter is an
         * error. The total stays below twice this plus {@code max.poll.records}; what failing lanes hold is not in it,
         * see {@link #maxHeld}.
         */
        public Builder<K, V> maxInFlight(int maxInFlight) {
            this.maxInFlight = maxInFlight;
            return this;
        }

        /**
         * From how many records between a partition's watermark and its newest record on that partition's intake pauses;
         * at least 1. Default 1,000,000, which takes about 8 MB: a stuck record does not stop its partition for long,
         * and does not fill the heap either.
         */
        public Builder<K, V> maxOffsetSpan(int maxOffsetSpan) {
            this.maxOffsetSpan = maxOffsetSpan;
            return this;
        }

        /**
         * How much failing lanes may hold: the records that failed and wait for a retry, and those that queue in a lane
         * behind one. They do not count against {@code maxInFlight}, so that they do not keep healthy lanes from going on.
         *
         * @param records how many, at least 1. Default 100,000, ten times what is in flight by default: with a failing
         *     twentieth of 2,000 records/s, enough for 1,000 s of retries
         * @param bytes how many bytes of keys, values and headers, at least 1. Default 64 MiB (67,108,864), a small
         *     share of an ordinary heap
         */
        public Builder<K, V> maxHeld(int records, long bytes) {
            maxHeldRecords = records;
            maxHeldBytes = bytes;
            return this;
        }

        /**
         * What happens when failing lanes hold as much as {@code maxHeld} allows. Default: {@link
         * OnMaxHeld#pausePartitions()}, which gives up nothing.
         */
        public Builder<K, V> onMaxHeld(OnMaxHeld onMaxHeld) {
            this.onMaxHeld = onMaxHeld;
            return this;
        }

        /** What follows a failed attempt. Default: {@link RetryPolicy#DEFAULT}. */
        public Builder<K, V> retry(RetryPolicy retry) {
            this.retry = retry;
            return this;
        }

        /**
         * How long an attempt may take, deserializing included, since that may call a schema registry. Then its thread is
         * interrupted and the attempt has failed with {@link io.github.parallelconsumer.api.HandlerTimeoutException},
         * whatever the handler makes of the interrupt; the retry policy decides what follows. A handler that ignores the
         * interrupt keeps its lane and its permit; {@code health()} shows it after 5 s more, with its stack. Waiting, for a
         * permit or for a retry, does not count. At least a millisecond. Default: no limit, as only the user knows how long
         * is too long.
         */
        public Builder<K, V> handlerTimeout(Duration handlerTimeout) {
            this.handlerTimeout = handlerTimeout;
            return this;
        }

        /**
         * When intake stands still because too many attempts fail. What runs, retries and the membership of the group go on;
         * {@code pause()} and this do not undo each other. Default: never, as only the user knows whether failures have one
         * cause.
         */
        public Builder<K, V> pauseOnFailures(CircuitBreaker pauseOnFailures) {
            this.pauseOnFailures = pauseOnFailures;
            return this;
        }

        /**
         * Where dead letters go by default, and how they are stored: for records that a handler gives up with an exception,
         * and for what {@link OnExhausted#deadLetter(String)} does not say. Default: no dead letters but those.
         */
        public Builder<K, V> deadLetters(DeadLetters deadLetters) {
            this.deadLetters = deadLetters;
            return this;
        }

        /**
         * Stores dead letters elsewhere than in topics of the same Kafka. Belongs to the one consumer that is started with
         * it, which closes it. Default: a producer of Kafka with the consumer's connection settings.
         */
        public Builder<K, V> deadLetterSink(DeadLetterSink deadLetterSink) {
            this.deadLetterSink = deadLetterSink;
            return this;
        }

        /** When offsets are committed. Default: every second, which a broker hardly notices. */
        public Builder<K, V> commit(CommitStrategy commit) {
            this.commit = commit;
            return this;
        }

        /**
         * Whether commits tell which records above their offset are finished. Default: in at most 4,096 bytes, which is what
         * brokers accept unless they are configured otherwise.
         */
        public Builder<K, V> offsetMap(OffsetMap offsetMap) {
            this.offsetMap = offsetMap;
            return this;
        }

        /**
         * What becomes of running records when their partition moves. Default: they may finish for 20 s, or 3/5 of
         * {@code max.poll.interval.ms} if that is less, since a member that takes longer than that interval is expelled.
         */
        public Builder<K, V> rebalance(RebalancePolicy rebalance) {
            this.rebalance = rebalance;
            return this;
        }

        /**
         * The time {@code close()} takes at most: to finish what runs, to commit and to leave the group. More than zero.
         * A fifth of it, at most 4 s, is kept for the commit. Default 20 s, inside the 30 s that Kubernetes waits before it
         * kills.
         */
        public Builder<K, V> shutdownTimeout(Duration shutdownTimeout) {
            this.shutdownTimeout = shutdownTimeout;
            return this;
        }

        /** Closes the consumer when the JVM is asked to end (SIGTERM, SIGINT, {@code System.exit}). Default: not. */
        public Builder<K, V> closeOnJvmShutdown() {
            closeOnJvmShutdown = true;
            return this;
        }

        /**
         * Whether {@code close()} leaves the group, so that its partitions move at once, or stays a member of it, so that they
         * wait for one with the same {@code group.instance.id} until the session times out. Default: Kafka's, which is
         * to leave, but to stay for a static member, that is one with a {@code group.instance.id}: a member that is restarted
         * within its session timeout then causes no rebalance. Other members had better leave: with {@code
         * group.protocol=consumer} Kafka's client has been seen to make them leave whatever is said here.
         */
        public Builder<K, V> leaveGroupOnClose(boolean leave) {
            leaveGroupOnClose = leave;
            return this;
        }

        /** Who is told what happens. Default: nobody. */
        public Builder<K, V> observer(ConsumerObserver observer) {
            this.observer = observer;
            return this;
        }

        /**
         * The finished configuration.
         *
         * @throws ConfigurationException listing every error
         */
        public ParallelConsumerConfig<K, V> build() {
            var errors = new Errors();
            var kafka = KafkaSettings.check(kafkaProperties, errors);
            var consumed = new Topics(topics, topicPattern);
            consumed.check(errors);
            var limits = Limits.check(
                    maxConcurrency, maxInFlight, maxOffsetSpan, maxHeldRecords, maxHeldBytes, kafka, errors);
            if (shutdownTimeout.isNegative() || shutdownTimeout.isZero()) {
                errors.add("shutdownTimeout", shutdownTimeout, "give a time above zero");
            }
            var dead = DeadLetterSettings.check(deadLetters, deadLetterSink, retry.onExhausted(), consumed, errors);
            if (onMaxHeld instanceof OnMaxHeld.DeadLetterLane
                    && deadLetters == null
                    && !(retry.onExhausted() instanceof OnExhausted.DeadLetter)) {
                errors.add(
                        "onMaxHeld",
                        "deadLetterLane()",
                        "say where dead letters go, by deadLetters(...) or a retry policy that ends with OnExhausted.deadLetter(...)");
            }
            if (handlerTimeout != null && handlerTimeout.compareTo(LEAST_TIMEOUT) < 0) {
                errors.add("handlerTimeout", handlerTimeout, "give a millisecond or more, or leave it out");
            }
            if (rebalance != null) {
                kafka.checkRebalance(rebalance, errors);
            }
            var key = DeserializerSuppliers.of(
                    keyDeserializer, kafka, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, true, errors);
            var value = DeserializerSuppliers.of(
                    valueDeserializer, kafka, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, false, errors);
            errors.throwIfAny();
            return new ParallelConsumerConfig<>(this, kafka, limits, dead, key, value);
        }
    }
}
