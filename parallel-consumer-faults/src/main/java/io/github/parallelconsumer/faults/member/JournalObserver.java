package io.github.parallelconsumer.faults.member;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Journal;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Writes down what the library tells. Thread-safe: immutable. */
record JournalObserver(String member, Journal journal) implements ConsumerObserver {

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> write(Kind.ASSIGNED, partition, ""));
    }

    @Override
    public void released(Release release) {
        long now = System.nanoTime(); // the same for all of them, by which they are known to be one release
        var detail = release.reason() + ":" + release.interrupted();
        release.partitions()
                .forEach(partition ->
                        journal.write(new Event(now, member, Kind.RELEASED, partition.partition(), -1, 0, 0, detail)));
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        if (outcome instanceof Outcome.DeadLettered) {
            journal.write(
                    new Event(System.nanoTime(), member, Kind.DEAD_LETTERED, partition.partition(), offset, 0, 0, ""));
        }
    }

    @Override
    public void commitFailed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        offsets.keySet().forEach(partition -> write(Kind.COMMIT_FAILED, partition, failure.toString()));
    }

    private void write(Kind kind, TopicPartition partition, String detail) {
        journal.write(Event.now(member, kind, partition.partition(), detail));
    }
}
