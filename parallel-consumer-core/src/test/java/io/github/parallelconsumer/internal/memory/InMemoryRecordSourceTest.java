package io.github.parallelconsumer.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.RecordSourceConformance;
import io.github.parallelconsumer.spi.RecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The source in memory is like any other; as it is the broker too, all members of a test share it, one by one. */
final class InMemoryRecordSourceTest extends RecordSourceConformance {

    private final InMemoryRecordSource source = new InMemoryRecordSource(MAX_POLL_RECORDS);
    private final TopicPartition first = new TopicPartition(topic(), 0);
    private final Map<TopicPartition, Integer> ends = new HashMap<>();

    InMemoryRecordSourceTest() {
        super("topic");
    }

    @Test
    void commitSync_anEarlierOneIsHeld_endsAfterItAndStaysInForce() {
        source.holdCommits(true);
        var ends = new ArrayList<String>();
        source.commitAsync(at(1), failure -> ends.add("ended with " + failure));
        source.commitSync(at(2), Duration.ZERO);

        assertThat(ends).containsExactly("ended with null");
        assertThat(source.committed(first)).isEqualTo(2);
        source.holdCommits(false);
        assertThat(source.poll(Duration.ZERO)).isEmpty();
        assertThat(source.committed(first)).isEqualTo(2);
    }

    @Test
    void close_aCommitIsHeld_endsIt() {
        source.holdCommits(true);
        var ends = new ArrayList<String>();
        source.commitAsync(at(1), failure -> ends.add("ended with " + failure));
        source.close(Duration.ZERO);

        assertThat(ends).containsExactly("ended with null");
        assertThat(source.committed(first)).isEqualTo(1);
    }

    private Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(first, new OffsetAndMetadata(offset));
    }

    @Override
    protected RecordSource join(AssignmentListener listener) {
        source.subscribe(listener);
        source.assign(new TopicPartition(topic(), 0), new TopicPartition(topic(), 1));
        return source;
    }

    @Override
    protected void append(TopicPartition partition, int count) {
        int end = ends.merge(partition, count, Integer::sum);
        for (int offset = end - count; offset < end; offset++) {
            source.append(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]));
        }
    }
}
