package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The records that tests send. */
final class RecordsTest {
    @Test
    void numbered_moreRecordsThanKeys_keysTakeTurns() {
        assertThat(Records.numbered("topic", 3, 2))
                .extracting(ProducerRecord::key, ProducerRecord::value)
                .containsExactly(tuple("key-0", "0"), tuple("key-1", "1"), tuple("key-0", "2"));
    }

    @Test
    void withoutKeys_anyCount_haveNoKey() {
        assertThat(Records.withoutKeys("topic", 2)).hasSize(2).allMatch(record -> record.key() == null);
    }

    @Test
    void uniqueName_twice_differs() {
        assertThat(TestKafka.uniqueName("a")).startsWith("a-").isNotEqualTo(TestKafka.uniqueName("a"));
    }
}
