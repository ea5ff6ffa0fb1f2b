package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.DeadLetterHeaders;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterTest {

    @Test
    void returning_anyLetter_hasOriginalBytesAndHeadersAndTheCount() {
        var key = new byte[] {0, -1};
        var value = new byte[] {-128, 127};
        var letter = Letters.from("orders", 3).key(key).value(value).at(0);

        var record = letter.returning("orders", 3, null);

        assertThat(record.topic()).isEqualTo("orders");
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.timestamp()).isNull();
        assertThat(record.key()).isSameAs(key);
        assertThat(record.value()).isSameAs(value);
        assertThat(record.headers()).extracting(Header::key).containsExactly("own", DeadLetterHeaders.REDRIVES);
        assertThat(record.headers().lastHeader(DeadLetterHeaders.REDRIVES).value())
                .isEqualTo("1".getBytes(UTF_8));
    }

    @Test
    void returning_letterThatWentRoundBefore_countsOn() {
        var record = Letters.from("orders", 0).redrives(9).at(0).returning("orders", 0, null);

        assertThat(record.headers().headers(DeadLetterHeaders.REDRIVES))
                .singleElement()
                .extracting(header -> new String(header.value(), UTF_8))
                .isEqualTo("10");
    }

    @Test
    void of_letterOfThisLibrary_knowsItsSource() {
        var letter = Letters.from("orders", 3).at(0);

        assertThat(letter.source()).isEqualTo(new TopicPartition("orders", 3));
        assertThat(letter.sourceTimestamp()).isEqualTo(Letters.SOURCE_TIMESTAMP);
        assertThat(letter.exception()).isEqualTo("java.io.IOException");
        assertThat(letter.redrives()).isZero();
        assertThat(letter.refusal(1)).isEmpty();
    }

    @Test
    void refusal_noSource_isThat() {
        assertThat(Letters.foreign().at(0).refusal(1)).contains(Refusal.NO_SOURCE);
        assertThat(Letters.from(" ", 0).at(0).refusal(1)).contains(Refusal.NO_SOURCE);
        assertThat(Letters.from("orders", -1).at(0).refusal(1)).contains(Refusal.NO_SOURCE);
        assertThat(Letters.from("orders", 0)
                        .header(DeadLetterHeaders.PARTITION, "first")
                        .at(0)
                        .refusal(1))
                .contains(Refusal.NO_SOURCE);
    }

    @Test
    void refusal_valueDropped_isThat() {
        var letter = Letters.from("orders", 0).header(DeadLetterHeaders.DROPPED_VALUE, "2000000");

        assertThat(letter.at(0).refusal(1)).contains(Refusal.VALUE_DROPPED);
    }

    @Test
    void refusal_limitReached_isThat() {
        assertThat(Letters.from("orders", 0).redrives(2).at(0).refusal(3)).isEmpty();
        assertThat(Letters.from("orders", 0).redrives(3).at(0).refusal(3)).contains(Refusal.TOO_MANY_REDRIVES);
    }

    @ParameterizedTest
    @CsvSource({
        "java.io.IOException, true",
        "IOException, true",
        "Exception, false",
        "io.IOException, false",
        "java.lang.Exception, false",
    })
    void fits_exception_isItsNameWithOrWithoutPackage(String name, boolean expected) {
        var filter = LetterFilter.all().withExceptions(Set.of("other.Failure", name));

        assertThat(Letters.from("orders", 0).at(0).fits(filter)).isEqualTo(expected);
    }

    @Test
    void fits_source_isTopicAndPartition() {
        var letter = Letters.from("orders", 3).at(0);

        assertThat(letter.fits(LetterFilter.all().withSourceTopics(Set.of("orders"))))
                .isTrue();
        assertThat(letter.fits(LetterFilter.all().withSourceTopics(Set.of("bills"))))
                .isFalse();
        assertThat(letter.fits(LetterFilter.all().withSourcePartitions(Set.of(2, 3))))
                .isTrue();
        assertThat(letter.fits(LetterFilter.all().withSourcePartitions(Set.of(2))))
                .isFalse();
        assertThat(letter.fits(
                        LetterFilter.all().withSourceTopics(Set.of("orders")).withSourcePartitions(Set.of(2))))
                .as("both are asked for")
                .isFalse();
    }

    @Test
    void fits_time_includesItsStartOnly() {
        var filter = LetterFilter.all().withTime(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000));

        assertThat(Letters.from("orders", 0).at(0, 999).fits(filter)).isFalse();
        assertThat(Letters.from("orders", 0).at(0, 1_000).fits(filter)).isTrue();
        assertThat(Letters.from("orders", 0).at(0, 1_999).fits(filter)).isTrue();
        assertThat(Letters.from("orders", 0).at(0, 2_000).fits(filter)).isFalse();
    }
}
