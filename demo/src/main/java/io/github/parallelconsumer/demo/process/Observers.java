package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells several what one is told. Confined to the consumer thread. */
record Observers(List<ConsumerObserver> all) implements ConsumerObserver {

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        all.forEach(one -> one.assigned(partitions));
    }

    @Override
    public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
        all.forEach(one -> one.releasing(reason, running));
    }

    @Override
    public void released(Release release) {
        all.forEach(one -> one.released(release));
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        all.forEach(one -> one.ended(partition, offset, outcome));
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        all.forEach(one -> one.committed(offsets));
    }

    @Override
    public void commitFailed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        all.forEach(one -> one.commitFailed(offsets, failure));
    }
}
