package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordMakerTest {

    @Test
    void next_values_areNumberedAndAsLongAsAskedFor() {
        var made = make(0, 20, 3);

        assertThat(made)
                .extracting(ProducerRecord::value)
                .containsExactly("0...................", "1...................", "2...................");
    }

    @Test
    void next_sizeBelowTheNumber_isTheNumber() {
        assertThat(make(0, 1, 12).getLast().value()).isEqualTo("11");
    }

    @Test
    void next_noSkew_usesAllKeys() {
        assertThat(make(0, 1, 1_000))
                .extracting(ProducerRecord::key)
                .contains("key-0", "key-9")
                .doesNotContain("key-10");
    }

    @Test
    void next_allSkewed_usesTheFirstKeyOnly() {
        assertThat(make(100, 1, 100)).extracting(ProducerRecord::key).containsOnly("key-0");
    }

    @Test
    void next_halfSkewed_givesTheFirstKeyItsShareBesides() {
        assertThat(make(50, 1, 1_000).stream()
                        .filter(one -> "key-0".equals(one.key()))
                        .count())
                .isBetween(500L, 600L);
    }

    private static List<ProducerRecord<String, String>> make(int skew, int size, int count) {
        var options = new ProducerOptions("", "topic", 1, 1, 10, skew, size, Optional.empty(), Optional.empty());
        var maker = new RecordMaker(options, new Random(7));
        return Stream.generate(maker::next).limit(count).toList();
    }
}
