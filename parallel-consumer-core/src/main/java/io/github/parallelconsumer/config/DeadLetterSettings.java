package io.github.parallelconsumer.config;

import io.github.parallelconsumer.spi.DeadLetterSink;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration says of dead letters. Immutable.
 *
 * @param letters where and how, if the user said so
 * @param sink the user's own, if there is one
 * @param wanted whether a record may become a dead letter at all
 */
record DeadLetterSettings(Optional<DeadLetters> letters, Optional<DeadLetterSink> sink, boolean wanted) {

    static DeadLetterSettings check(
            @Nullable DeadLetters letters,
            @Nullable DeadLetterSink sink,
            OnExhausted onExhausted,
            Topics consumed,
            Errors errors) {
        var settings = new DeadLetterSettings(
                Optional.ofNullable(letters),
                Optional.ofNullable(sink),
                letters != null || sink != null || onExhausted instanceof OnExhausted.DeadLetter);
        if (onExhausted instanceof OnExhausted.DeadLetter to) {
            checkTopic(to.topic(), consumed, errors);
        }
        if (letters != null) {
            checkTopic(letters.topic(), consumed, errors);
            ProducerSettings.check(letters.producerOverrides(), errors);
            if (sink != null) {
                checkSink(letters, sink, errors);
            }
        }
        return settings;
    }

    private static void checkTopic(
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic, Topics consumed, Errors errors) {
        if (topic instanceof FixedTopic fixed) {
            Topics.checkName("dead letter topic", fixed.name(), errors);
            if (consumed.contain(fixed.name())) {
                errors.add(
                        "dead letter topic",
                        "'" + fixed.name() + "'",
                        "name one that is not consumed, or every dead letter becomes a record to fail again");
            }
        }
    }

    private static void checkSink(DeadLetters letters, DeadLetterSink sink, Errors errors) {
        var remedy = "remove it, or the settings for Kafka's producer (producer(...), samePartition()), which this sink"
                + " does not use";
        if (letters.keepsPartition() || !letters.producerOverrides().isEmpty()) {
            errors.add("deadLetterSink", sink, remedy);
        }
    }

    Map<String, Object> producer(Map<String, Object> consumer) {
        return ProducerSettings.of(
                consumer, letters.map(DeadLetters::producerOverrides).orElseGet(Map::of));
    }
}
