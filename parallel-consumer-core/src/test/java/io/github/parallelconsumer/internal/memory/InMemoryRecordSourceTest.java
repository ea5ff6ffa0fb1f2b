package io.github.parallelconsumer.internal.memory;

import io.github.parallelconsumer.internal.RecordSourceConformance;
import io.github.parallelconsumer.spi.RecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The source in memory is like any other; as it is the broker too, all members of a test share it, one by one. */
final class InMemoryRecordSourceTest extends RecordSourceConformance {

    private final InMemoryRecordSource source = new InMemoryRecordSource(MAX_POLL_RECORDS);
    private final Map<TopicPartition, Integer> ends = new HashMap<>();

    InMemoryRecordSourceTest() {
        super("topic");
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
