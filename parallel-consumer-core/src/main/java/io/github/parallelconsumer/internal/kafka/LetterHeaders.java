package io.github.parallelconsumer.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a dead letter: the record's own, and why it is given up. What they add is bounded, so that a letter is
 * hardly larger than its record. Stateless.
 */
final class LetterHeaders {

    /** In bytes, as all lengths here. Kafka's own limit for names of topics is 249, which this does not cut. */
    static final int LONGEST_NAME = 512;

    static final int LONGEST_MESSAGE = 1_024;
    static final int LONGEST_STACK_TRACE = 8_192;

    /** Written anew; how often the record was sent back is not: it counts over all its letters. */
    private static final Set<String> REPLACED = Set.of(
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET,
            DeadLetterHeaders.TIMESTAMP,
            DeadLetterHeaders.GROUP,
            DeadLetterHeaders.ATTEMPTS,
            DeadLetterHeaders.EXCEPTION,
            DeadLetterHeaders.MESSAGE,
            DeadLetterHeaders.STACK_TRACE,
            DeadLetterHeaders.DROPPED_VALUE);

    private LetterHeaders() {}

    static Headers of(DeadLetter letter) {
        var record = letter.record();
        var headers = new RecordHeaders();
        for (var header : record.headers()) {
            if (!REPLACED.contains(header.key())) {
                headers.add(header);
            }
        }
        add(headers, DeadLetterHeaders.TOPIC, record.topic(), LONGEST_NAME);
        add(headers, DeadLetterHeaders.PARTITION, record.partition());
        add(headers, DeadLetterHeaders.OFFSET, record.offset());
        add(headers, DeadLetterHeaders.TIMESTAMP, record.timestamp());
        add(headers, DeadLetterHeaders.GROUP, letter.group(), LONGEST_NAME);
        add(headers, DeadLetterHeaders.ATTEMPTS, letter.attempts());
        addFailure(headers, letter.cause());
        if (letter.valueDropped()) {
            var value = record.value();
            add(headers, DeadLetterHeaders.DROPPED_VALUE, value == null ? 0 : value.length);
        }
        return headers;
    }

    private static void addFailure(Headers headers, Throwable failure) {
        add(headers, DeadLetterHeaders.EXCEPTION, failure.getClass().getName(), LONGEST_NAME);
        var message = message(failure);
        if (message != null) {
            add(headers, DeadLetterHeaders.MESSAGE, message, LONGEST_MESSAGE);
        }
        add(headers, DeadLetterHeaders.STACK_TRACE, StackTraceText.of(failure), LONGEST_STACK_TRACE);
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (Throwable broken) { // only this message is lost
            return null;
        }
    }

    private static void add(Headers headers, String name, long number) {
        headers.add(name, Long.toString(number).getBytes(UTF_8));
    }

    private static void add(Headers headers, String name, String text, int longest) {
        headers.add(name, cut(text, longest));
    }

    /** The text's first bytes, no character cut in two. */
    static byte[] cut(String text, int longest) {
        var kept = text.length() <= longest ? text : text.substring(0, longest);
        var bytes = kept.getBytes(UTF_8);
        if (bytes.length <= longest) {
            return bytes;
        }
        int end = longest;
        while ((bytes[end] & 0xC0) == 0x80) { // within a character
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
