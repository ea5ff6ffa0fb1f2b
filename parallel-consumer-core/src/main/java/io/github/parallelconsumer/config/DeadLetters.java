package io.github.parallelconsumer.config;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where and how records are stored that are given up. Needed only where {@link OnExhausted#deadLetter(String)} does not say
 * enough. Immutable: each method returns a changed copy.
 */
public final class DeadLetters {

    private final BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic;
    private final boolean samePartition;
    private final boolean dropOversizeValue;
    private final Map<String, ?> producer;

    private DeadLetters(
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic,
            boolean samePartition,
            boolean dropOversizeValue,
            Map<String, ?> producer) {
        this.topic = topic;
        this.samePartition = samePartition;
        this.dropOversizeValue = dropOversizeValue;
        this.producer = producer;
    }

    /**
     * Dead letters go to this topic, unless an {@link OnExhausted} names another.
     *
     * @param topic none of the consumed ones; the library does not create it
     */
    public static DeadLetters to(String topic) {
        return to(new FixedTopic(Given.of("the dead letter topic", topic)));
    }

    /**
     * Dead letters go to the topic that a function makes of the record and its failure, unless an {@link OnExhausted} names
     * another. The function runs on the record's thread. When it throws, or returns null, or no name of a topic, or a topic
     * that is consumed, the record is held and the function is asked again later.
     */
    public static DeadLetters to(BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        return new DeadLetters(Given.of("the function of the dead letter topic", topic), false, false, Map.of());
    }

    /**
     * A dead letter goes to the partition of the number that its record came from, or to that number modulo the number of
     * partitions where the dead letter topic has fewer. Without this, to the partition of its key, as with any producer.
     */
    public DeadLetters samePartition() {
        return new DeadLetters(topic, true, dropOversizeValue, producer);
    }

    /**
     * A letter that the sink refuses as too large is stored without its value, and a header tells how large that was. Without
     * this, the record is held until the topic takes it.
     */
    public DeadLetters dropOversizeValue() {
        return new DeadLetters(topic, samePartition, true, producer);
    }

    /**
     * Settings for the producer of dead letters, over those it takes from the consumer: how to reach the brokers, and how to
     * show who we are.
     *
     * @param overrides none that would weaken what is promised of dead letters, such as {@code acks=0}
     */
    public DeadLetters producer(Map<String, ?> overrides) {
        Given.of("the settings of the dead letters' producer", overrides)
                .forEach((name, value) -> Given.of("the setting " + name + " of the dead letters' producer", value));
        return new DeadLetters(topic, samePartition, dropOversizeValue, Map.copyOf(overrides));
    }

    /** The topic for a record and its failure. */
    public BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic() {
        return topic;
    }

    /** See {@link #samePartition()}. */
    public boolean keepsPartition() {
        return samePartition;
    }

    /** See {@link #dropOversizeValue()}. */
    public boolean dropsOversizeValue() {
        return dropOversizeValue;
    }

    /** See {@link #producer(Map)}. */
    public Map<String, ?> producerOverrides() {
        return producer;
    }
}
