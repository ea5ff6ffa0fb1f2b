package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void stream_ofAWorkload_hasItsRecordsKeysAndSizes() {
        var records = new Workload(2_000, 3, 5, 100).stream("t").toList();
        assertThat(records)
                .hasSize(2_000)
                .allSatisfy(record -> assertThat(record.value()).hasSize(100));
        assertThat(keys(records)).containsOnly("key-0", "key-1", "key-2", "key-3", "key-4");
    }

    @Test
    void stream_madeTwice_isTheSame() {
        var workload = new Workload(100, 3, 50, 10);
        assertThat(keys(workload.stream("t").toList()))
                .isEqualTo(keys(workload.stream("t").toList()));
    }

    @Test
    void new_withoutRecords_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workload(0, 1, 1, 1))
                .withMessageContaining("records 0");
    }

    private static List<String> keys(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }
}
