package io.github.parallelconsumer.internal;

import io.github.parallelconsumer.spi.RecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** A group's member that polls a source and notes all that it is told, in order. Confined to the test's thread. */
final class SourceMember implements AssignmentListener {

    private final RecordSource source;
    private final List<String> events = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Set<TopicPartition> assignment = new HashSet<>();
    private Runnable whenAssigned = () -> {};
    private Runnable whenRevoked = () -> {};
    private String call = "no call";

    SourceMember(Function<AssignmentListener, RecordSource> join) {
        source = join.apply(this);
    }

    RecordSource source() {
        return source;
    }

    void whenAssigned(Runnable action) {
        whenAssigned = action;
    }

    void whenRevoked(Runnable action) {
        whenRevoked = action;
    }

    ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        call = "poll";
        var polled = source.poll(timeout);
        call = "no call";
        polled.forEach(record -> {
            records.add(record);
            events.add("record of " + record.partition());
        });
        return polled;
    }

    /** Polls until it is so. */
    void pollUntil(Callable<Boolean> condition) {
        Eventually.often().atMost(RecordSourceConformance.TIMEOUT).until(() -> {
            poll(Duration.ofMillis(100));
            return condition.call();
        });
    }

    void close() {
        call = "close";
        source.close(RecordSourceConformance.TIMEOUT);
        call = "no call";
    }

    /** The partitions assigned now, by what it was told. */
    Set<TopicPartition> assignment() {
        return assignment;
    }

    /** The offsets of the records of a partition, as they came. */
    List<Long> offsets(TopicPartition partition) {
        return records.stream()
                .filter(record -> record.partition() == partition.partition())
                .map(ConsumerRecord::offset)
                .toList();
    }

    /** Adds to the events what happens now, and inside which call. */
    void note(String event) {
        events.add(event + " in " + call);
    }

    List<String> events() {
        return events;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> note("assigned " + partition.partition()));
        assignment.addAll(partitions);
        whenAssigned.run();
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> note("revoked " + partition.partition()));
        assignment.removeAll(partitions);
        whenRevoked.run();
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> note("lost " + partition.partition()));
        assignment.removeAll(partitions);
    }
}
