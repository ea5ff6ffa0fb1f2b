package io.github.parallelconsumer.config;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link ParallelConsumerConfig}. Not thread-safe.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class ConfigBuilder<K, V> {

    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    private final Map<?, ?> kafkaProperties;
    List<@Nullable String> topics = List.of();

    @Nullable
    Pattern topicPattern;

    @Nullable
    Supplier<? extends Deserializer<K>> keyDeserializer;

    @Nullable
    Supplier<? extends Deserializer<V>> valueDeserializer;

    Ordering ordering = Ordering.KEY;
    int maxConcurrency = Limits.DEFAULT_CONCURRENCY;

    @Nullable
    Integer maxInFlight;

    @Nullable
    Long maxInFlightBytes;

    int maxOffsetSpan = Limits.DEFAULT_OFFSET_SPAN;
    int maxHeldRecords = Limits.DEFAULT_HELD_RECORDS;

    @Nullable
    Long maxHeldBytes;

    OnMaxHeld onMaxHeld = OnMaxHeld.pausePartitions();
    RetryPolicy retry = RetryPolicy.DEFAULT;

    @Nullable
    Duration handlerTimeout;

    @Nullable
    CircuitBreaker pauseOnFailures;

    @Nullable
    DeadLetters deadLetters;

    @Nullable
    DeadLetterSink deadLetterSink;

    CommitStrategy commit = CommitStrategy.every(Duration.ofSeconds(1));
    OffsetMap offsetMap = OffsetMap.maxBytes(4_096);

    @Nullable
    RebalancePolicy rebalance;

    Duration shutdownTimeout = Duration.ofSeconds(20);
    boolean closeOnJvmShutdown;

    @Nullable
    Boolean leaveGroupOnClose;

    ConsumerObserver observer = ConsumerObserver.NONE;

    ConfigBuilder(Map<?, ?> kafkaProperties) {
        this.kafkaProperties = kafkaProperties;
    }

    /**
     * Makes the deserializers. They run on the threads of the records; each instance is used by one thread at a
     * time, so it need not be thread-safe, and is closed when the consumer closes. As with Kafka's own consumer,
     * {@code configure} is not called on instances made here. A supplier makes instances of one class. Without this, the classes named in {@code
     * key.deserializer} and {@code value.deserializer} are used, and configured.
     */
    public ConfigBuilder<K, V> deserializers(
            Supplier<? extends Deserializer<K>> key, Supplier<? extends Deserializer<V>> value) {
        keyDeserializer = key;
        valueDeserializer = value;
        return this;
    }

    /** The topics to consume; at least one, none twice, and no pattern besides. */
    public ConfigBuilder<K, V> topics(String... topics) {
        this.topics = topics == null ? List.of() : Arrays.asList(topics.clone());
        return this;
    }

    /** The topics to consume; at least one, none twice, and no pattern besides. */
    public ConfigBuilder<K, V> topics(List<String> topics) {
        this.topics = topics == null ? List.of() : new ArrayList<>(topics);
        return this;
    }

    /**
     * The topics to consume, in the place of names: all that the client may see whose whole name matches, those made
     * later included, which are noticed within {@code metadata.max.age.ms}. With both group protocols this client
     * matches, by the rules of {@link Pattern}. Kafka's internal topics are left out, unless {@code
     * exclude.internal.topics} is false. That no topic matches is no error, and is not warned of.
     */
    public ConfigBuilder<K, V> topics(Pattern pattern) {
        topicPattern = pattern;
        return this;
    }

    /** Which records wait for each other. Default: {@link Ordering#KEY}, what most users of a key expect. */
    public ConfigBuilder<K, V> ordering(Ordering ordering) {
        this.ordering = ordering;
        return this;
    }

    /**
     * How many handlers run at once, at most; at least 1. Default 256: enough to show what concurrency brings, and
     * few enough for a database behind it. Rule of thumb: records per second x seconds per record.
     */
    public ConfigBuilder<K, V> maxConcurrency(int maxConcurrency) {
        this.maxConcurrency = maxConcurrency;
        return this;
    }

    /**
     * From how many polled and unfinished records on intake pauses. Default: the larger of 10,000 and 2 x
     * maxConcurrency + {@code max.poll.records}, so that handlers never wait for a poll; less than the latter is an
     * error. The total stays below twice this plus {@code max.poll.records}; what failing lanes hold is not in it,
     * see {@link #maxHeld}.
     */
    public ConfigBuilder<K, V> maxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
        return this;
    }

    /**
     * From how many bytes of polled and unfinished records on intake pauses: keys, values and headers, as they came. At
     * least 1 MiB, so that a number in another unit is noticed. Default: an eighth of what the heap may grow to ({@code
     * -Xmx}), since 10,000 records of ordinary size are far less, but would not fit otherwise if they are large. It acts
     * as {@code maxInFlight} does, whichever is reached first: a partition pauses when it has its share and all have this
     * much, so the total stays below twice this plus what one poll brings, {@code max.poll.records} records. A record that
     * is larger than this is taken in nevertheless. While twice this is in flight everything pauses, which a single record
     * or poll of such a size brings about until it has ended. What failing lanes hold is not in it, see {@link #maxHeld}.
     *
     * <p>Nor is what Kafka's consumer has fetched and not handed over, as it came, mostly compressed: up to {@code
     * fetch.max.bytes} from each broker (50 MiB by default) and {@code max.partition.fetch.bytes} of each partition (1 MiB).
     * For a small heap lower those and {@code max.poll.records}, too: with {@code -Xmx64m} and records of 10 kB the
     * default here, 1 MiB and 256 KiB there and 100 records in a poll have been tested.
     */
    public ConfigBuilder<K, V> maxInFlightBytes(long maxInFlightBytes) {
        this.maxInFlightBytes = maxInFlightBytes;
        return this;
    }

    /**
     * From how many records between a partition's watermark and its newest record on that partition's intake pauses;
     * at least 1. Default 1,000,000, which takes about 8 MB: a stuck record does not stop its partition for long,
     * and does not fill the heap either.
     */
    public ConfigBuilder<K, V> maxOffsetSpan(int maxOffsetSpan) {
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
     *     share of an ordinary heap, and an eighth of the largest heap where that is less
     */
    public ConfigBuilder<K, V> maxHeld(int records, long bytes) {
        maxHeldRecords = records;
        maxHeldBytes = bytes;
        return this;
    }

    /**
     * What happens when failing lanes hold as much as {@code maxHeld} allows. Default: {@link
     * OnMaxHeld#pausePartitions()}, which gives up nothing.
     */
    public ConfigBuilder<K, V> onMaxHeld(OnMaxHeld onMaxHeld) {
        this.onMaxHeld = onMaxHeld;
        return this;
    }

    /** What follows a failed attempt. Default: {@link RetryPolicy#DEFAULT}. */
    public ConfigBuilder<K, V> retry(RetryPolicy retry) {
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
    public ConfigBuilder<K, V> handlerTimeout(Duration handlerTimeout) {
        this.handlerTimeout = handlerTimeout;
        return this;
    }

    /**
     * When intake stands still because too many attempts fail. What runs, retries and the membership of the group go on;
     * {@code pause()} and this do not undo each other. Default: never, as only the user knows whether failures have one
     * cause.
     */
    public ConfigBuilder<K, V> pauseOnFailures(CircuitBreaker pauseOnFailures) {
        this.pauseOnFailures = pauseOnFailures;
        return this;
    }

    /**
     * Where dead letters go by default, and how they are stored: for records that a handler gives up with an exception,
     * and for what {@link OnExhausted#deadLetter(String)} does not say. Default: no dead letters but those.
     */
    public ConfigBuilder<K, V> deadLetters(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
        return this;
    }

    /**
     * Stores dead letters elsewhere than in topics of the same Kafka. Belongs to the one consumer that is started with
     * it, which closes it. Default: a producer of Kafka with the consumer's connection settings.
     */
    public ConfigBuilder<K, V> deadLetterSink(DeadLetterSink deadLetterSink) {
        this.deadLetterSink = deadLetterSink;
        return this;
    }

    /** When offsets are committed. Default: every second, which a broker hardly notices. */
    public ConfigBuilder<K, V> commit(CommitStrategy commit) {
        this.commit = commit;
        return this;
    }

    /**
     * Whether commits tell which records above their offset are finished. Default: in at most 4,096 bytes, which is what
     * brokers accept unless they are configured otherwise.
     */
    public ConfigBuilder<K, V> offsetMap(OffsetMap offsetMap) {
        this.offsetMap = offsetMap;
        return this;
    }

    /**
     * What becomes of running records when their partition moves. Default: they may finish for 20 s, or 3/5 of
     * {@code max.poll.interval.ms} if that is less, since a member that takes longer than that interval is expelled.
     */
    public ConfigBuilder<K, V> rebalance(RebalancePolicy rebalance) {
        this.rebalance = rebalance;
        return this;
    }

    /**
     * The time {@code close()} takes at most: to finish what runs, to commit and to leave the group. More than zero.
     * A fifth of it, at most 4 s, is kept for the commit. Default 20 s, inside the 30 s that Kubernetes waits before it
     * kills.
     */
    public ConfigBuilder<K, V> shutdownTimeout(Duration shutdownTimeout) {
        this.shutdownTimeout = shutdownTimeout;
        return this;
    }

    /** Closes the consumer when the JVM is asked to end (SIGTERM, SIGINT, {@code System.exit}). Default: not. */
    public ConfigBuilder<K, V> closeOnJvmShutdown() {
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
    public ConfigBuilder<K, V> leaveGroupOnClose(boolean leave) {
        leaveGroupOnClose = leave;
        return this;
    }

    /** Who is told what happens. Default: nobody. */
    public ConfigBuilder<K, V> observer(ConsumerObserver observer) {
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
        var consumed = Topics.check(topics, topicPattern, errors);
        var limits = Limits.check(this, kafka, errors);
        checkNulls(errors);
        var exhausted = retry == null ? OnExhausted.hold() : retry.onExhausted();
        if (shutdownTimeout != null && (shutdownTimeout.isNegative() || shutdownTimeout.isZero())) {
            errors.add("shutdownTimeout", shutdownTimeout, "give a time above zero");
        }
        var dead = DeadLetterSettings.check(deadLetters, deadLetterSink, exhausted, consumed, errors);
        if (onMaxHeld instanceof OnMaxHeld.DeadLetterLane
                && deadLetters == null
                && !(exhausted instanceof OnExhausted.DeadLetter)) {
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
        return new ParallelConsumerConfig<>(this, kafka, limits, dead, consumed, key, value);
    }

    /** Nobody who uses a checker of nulls gives one, but there are others. */
    private void checkNulls(Errors errors) {
        errors.given("ordering", ordering);
        errors.given("onMaxHeld", onMaxHeld);
        errors.given("retry", retry);
        errors.given("commit", commit);
        errors.given("offsetMap", offsetMap);
        errors.given("shutdownTimeout", shutdownTimeout);
        errors.given("observer", observer);
    }
}
