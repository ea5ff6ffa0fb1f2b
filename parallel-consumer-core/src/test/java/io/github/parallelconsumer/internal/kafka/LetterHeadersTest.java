package io.github.parallelconsumer.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.DeadLetter;
import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a dead letter says beside its record. */
class LetterHeadersTest {

    private final RecordHeaders original = new RecordHeaders();

    @Test
    void of_failure_tellsWhereFromAndWhy() {
        var headers =
                LetterHeaders.of(letter(new IllegalStateException("no use", new IllegalArgumentException("deep"))));

        assertThat(text(headers, "pc-dlt-topic")).isEqualTo("orders");
        assertThat(text(headers, "pc-dlt-partition")).isEqualTo("3");
        assertThat(text(headers, "pc-dlt-offset")).isEqualTo("42");
        assertThat(text(headers, "pc-dlt-timestamp")).isEqualTo("1234567890123");
        assertThat(text(headers, "pc-dlt-group")).isEqualTo("g");
        assertThat(text(headers, "pc-dlt-attempts")).isEqualTo("5");
        assertThat(text(headers, "pc-dlt-exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(headers, "pc-dlt-message")).isEqualTo("no use");
        assertThat(text(headers, "pc-dlt-stacktrace"))
                .startsWith("java.lang.IllegalStateException: no use\n\tat " + LetterHeadersTest.class.getName())
                .contains("Caused by: java.lang.IllegalArgumentException: deep");
        assertThat(headers.lastHeader("pc-dlt-dropped-value")).isNull();
        assertThat(headers.toArray()).hasSize(9);
    }

    @Test
    void of_originalHeaders_areKeptInOrderWithTheirBytes() {
        original.add("a", new byte[] {1, (byte) 0xff});
        original.add("b", null);
        original.add("a", new byte[0]);
        var headers = LetterHeaders.of(letter(new IllegalStateException()));

        assertThat(headers.toArray()).startsWith(original.toArray());
        assertThat(headers.lastHeader("pc-dlt-message")).isNull();
    }

    @Test
    void of_recordWasALetterBefore_replacesItsHeadersButCountsOnItsRedrives() {
        original.add(DeadLetterHeaders.TOPIC, "older".getBytes(UTF_8));
        original.add(DeadLetterHeaders.DROPPED_VALUE, "7".getBytes(UTF_8));
        original.add(DeadLetterHeaders.REDRIVES, "2".getBytes(UTF_8));
        var headers = LetterHeaders.of(letter(new IllegalStateException()));

        assertThat(headers.headers(DeadLetterHeaders.TOPIC)).hasSize(1);
        assertThat(text(headers, DeadLetterHeaders.TOPIC)).isEqualTo("orders");
        assertThat(headers.lastHeader(DeadLetterHeaders.DROPPED_VALUE)).isNull();
        assertThat(text(headers, DeadLetterHeaders.REDRIVES)).isEqualTo("2");
    }

    @Test
    void of_valueDropped_tellsItsSize() {
        var headers = LetterHeaders.of(letter(new IllegalStateException()).withoutValue());
        assertThat(text(headers, "pc-dlt-dropped-value")).isEqualTo("5");
    }

    @Test
    void of_endlessTexts_areCutSoThatTheSumIsBounded() {
        var long249 = "t".repeat(249);
        var record = new ConsumerRecord<>(long249, Integer.MAX_VALUE, Long.MAX_VALUE, new byte[0], new byte[0]);
        var failure = new IllegalStateException("\u20ac".repeat(100_000));
        var letter = new DeadLetter(record, "dlt", "\u00e4".repeat(30_000), Integer.MAX_VALUE, failure, true);
        int sum = 0;
        for (var header : LetterHeaders.of(letter)) {
            sum += header.key().length() + header.value().length;
        }
        assertThat(sum).isBetween(4_000, 11 * 1_024);
        assertThat(text(LetterHeaders.of(letter), "pc-dlt-topic")).isEqualTo(long249);
        assertThat(text(LetterHeaders.of(letter), "pc-dlt-message")).isEqualTo("\u20ac".repeat(341));
    }

    @Test
    void of_failureWithMethodsThatFail_tellsWhatItCan() {
        var headers = LetterHeaders.of(letter(new Hostile()));

        assertThat(text(headers, "pc-dlt-exception")).isEqualTo(Hostile.class.getName());
        assertThat(headers.lastHeader("pc-dlt-message")).isNull();
        assertThat(text(headers, "pc-dlt-stacktrace")).contains("cut short by java.lang.StackOverflowError");
    }

    @Test
    void of_causesInACircle_comesToAnEnd() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalArgumentException("second", first));
        assertThat(text(LetterHeaders.of(letter(first)), "pc-dlt-stacktrace")).contains("Caused by: ");
    }

    @Test
    void cut_withinACharacter_leavesItOut() {
        assertThat(LetterHeaders.cut("ab\u20ac", 5)).isEqualTo("ab\u20ac".getBytes(UTF_8));
        assertThat(LetterHeaders.cut("ab\u20ac", 4)).isEqualTo("ab".getBytes(UTF_8));
        assertThat(LetterHeaders.cut("ab\u20ac", 3)).isEqualTo("ab".getBytes(UTF_8));
        assertThat(LetterHeaders.cut("a\ud83d\ude00", 4)).isEqualTo("a".getBytes(UTF_8));
        assertThat(LetterHeaders.cut("abc", 2)).isEqualTo("ab".getBytes(UTF_8));
        assertThat(LetterHeaders.cut("\ud83d\ude00", 1)).hasSizeLessThanOrEqualTo(1);
    }

    private DeadLetter letter(Throwable cause) {
        var record = new ConsumerRecord<>(
                "orders",
                3,
                42,
                1234567890123L,
                TimestampType.CREATE_TIME,
                1,
                5,
                "k".getBytes(UTF_8),
                "value".getBytes(UTF_8),
                original,
                Optional.empty());
        return new DeadLetter(record, "dlt", "g", 5, cause, false);
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), UTF_8);
    }

    /** A failure that fails. */
    private static final class Hostile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError("made up");
        }
    }
}
