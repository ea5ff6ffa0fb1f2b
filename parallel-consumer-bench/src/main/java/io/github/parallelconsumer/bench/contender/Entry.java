package io.github.parallelconsumer.bench.contender;

import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.github.parallelconsumer.config.Ordering;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** A contender with the order that it keeps, under the name that reports give it. Immutable. */
public enum Entry {
    /** Kafka's own consumer in a loop. */
    BARE("bare KafkaConsumer loop", concurrency -> BareLoop::start),
    /** What users write by hand. */
    LOOP("hand-written loop, virtual threads", HandWrittenLoop::contender),
    /** This library. */
    UNORDERED("this library, UNORDERED", concurrency -> library(Ordering.UNORDERED, concurrency)),
    /** This library. */
    KEY("this library, KEY", concurrency -> library(Ordering.KEY, concurrency)),
    /** This library. */
    PARTITION("this library, PARTITION", concurrency -> library(Ordering.PARTITION, concurrency)),
    /** This library, with Kafka's newer group protocol. */
    UNORDERED_CONSUMER_PROTOCOL(
            "this library, UNORDERED, group.protocol=consumer",
            concurrency -> new LibraryContender(Ordering.UNORDERED, GroupProtocol.CONSUMER, concurrency)),
    /** This library, with Kafka's newer group protocol. */
    KEY_CONSUMER_PROTOCOL(
            "this library, KEY, group.protocol=consumer",
            concurrency -> new LibraryContender(Ordering.KEY, GroupProtocol.CONSUMER, concurrency)),
    /** Confluent's Parallel Consumer. */
    CONFLUENT_UNORDERED(
            "Confluent Parallel Consumer, UNORDERED",
            concurrency -> new ConfluentContender(ProcessingOrder.UNORDERED, concurrency)),
    /** Confluent's Parallel Consumer. */
    CONFLUENT_KEY(
            "Confluent Parallel Consumer, KEY",
            concurrency -> new ConfluentContender(ProcessingOrder.KEY, concurrency)),
    /** Confluent's Parallel Consumer. */
    CONFLUENT_PARTITION(
            "Confluent Parallel Consumer, PARTITION",
            concurrency -> new ConfluentContender(ProcessingOrder.PARTITION, concurrency)),
    /** Spring Kafka's listener container, a consumer for each partition. */
    SPRING("Spring Kafka listener container", concurrency -> SpringContainer::start),
    /** Kafka's share groups. */
    SHARE("KafkaShareConsumer, virtual threads", ShareLoop::contender);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // none of the functions has a state
    private final IntFunction<Contender> contender;

    Entry(String label, IntFunction<Contender> contender) {
        this.label = label;
        this.contender = contender;
    }

    private static Contender library(Ordering ordering, int concurrency) {
        return new LibraryContender(ordering, GroupProtocol.CLASSIC, concurrency);
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Entry parse(String name) {
        return Arrays.stream(values())
                .filter(entry -> entry.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "': " + choice()));
    }

    /** Which there are, for whoever has named another one. */
    public static String choice() {
        return "the contenders are " + Arrays.stream(values()).map(Entry::id).collect(Collectors.joining(", "));
    }

    /** The name for commands and files, such as {@code confluent-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people. */
    public String label() {
        return label;
    }

    /** Whether it is this library. */
    public boolean isThisLibrary() {
        return List.of(UNORDERED, KEY, PARTITION, UNORDERED_CONSUMER_PROTOCOL, KEY_CONSUMER_PROTOCOL)
                .contains(this);
    }

    /** Whether it fails with the newest Kafka client: that has moved classes which it calls. */
    public boolean needsOlderClient() {
        return List.of(CONFLUENT_UNORDERED, CONFLUENT_KEY, CONFLUENT_PARTITION).contains(this);
    }

    /** The contender, with at most so many handlers at once if it can run several. */
    public Contender contender(int concurrency) {
        return contender.apply(concurrency);
    }
}
