package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicTest {

    @Test
    void stream_ofATopic_hasItsRecordsKeysAndSizes() {
        var records = new Topic(2_000, 3, 5, 100).stream("t").toList();
        assertThat(records)
                .hasSize(2_000)
                .allSatisfy(record -> assertThat(record.value()).hasSize(100));
        assertThat(keys(records)).containsOnly("key-0", "key-1", "key-2", "key-3", "key-4");
    }

    @Test
    void stream_madeTwice_isTheSame() {
        var topic = new Topic(100, 3, 50, 10);
        assertThat(keys(topic.stream("t").toList()))
                .isEqualTo(keys(topic.stream("t").toList()));
    }

    @Test
    void stream_asManyKeysAsRecords_givesEachItsOwn() {
        var records = new Topic(1_000, 3, 1_000, 10).stream("t").toList();
        assertThat(keys(records)).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void new_tooSmallValues_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic(1, 1, 1, 1))
                .withMessageContaining("value bytes 8, is 1");
    }

    private static List<String> keys(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }
}
