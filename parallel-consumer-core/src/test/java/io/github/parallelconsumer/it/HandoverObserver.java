package io.github.parallelconsumer.it;

import io.github.parallelconsumer.spi.ConsumerObserver;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells of the partitions that a member gives up, and how far they were committed. Confined to the consumer thread. */
final class HandoverObserver implements ConsumerObserver {

    private final String member;
    private final Consumer<Handover> told;
    private final Consumer<Release> released;
    private final Map<TopicPartition, Long> assignedAt = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    HandoverObserver(String member, Consumer<Handover> told) {
        this(member, told, release -> {});
    }

    HandoverObserver(String member, Consumer<Handover> told, Consumer<Release> released) {
        this.member = member;
        this.told = told;
        this.released = released;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> assignedAt.put(partition, System.nanoTime()));
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (assignedAt.containsKey(partition)) {
                committed.put(partition, offset);
            }
        });
    }

    @Override
    public void released(Release release) {
        released.accept(release);
        release.partitions().forEach(partition -> {
            var from = assignedAt.remove(partition);
            var upTo = committed.remove(partition);
            told.accept(new Handover(
                    member,
                    partition,
                    from == null ? Long.MIN_VALUE : from,
                    System.nanoTime(),
                    upTo == null ? new OffsetAndMetadata(0) : upTo));
        });
    }
}
