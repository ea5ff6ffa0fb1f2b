package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Keeps what a consumer reports. Thread-safe. */
final class EventLog implements ConsumerObserver {

    final List<Collection<TopicPartition>> assignments = new CopyOnWriteArrayList<>();
    final List<Map<TopicPartition, Integer>> releasing = new CopyOnWriteArrayList<>();
    final List<Release> releases = new CopyOnWriteArrayList<>();
    final List<Exception> commitFailures = new CopyOnWriteArrayList<>();
    volatile Runnable onReleasing = () -> {};
    volatile Consumer<TopicPartition> onEnded = partition -> {};
    final AtomicInteger succeeded = new AtomicInteger();
    final AtomicInteger skipped = new AtomicInteger();
    final AtomicInteger deadLettered = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();
    final AtomicInteger abandoned = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();

    int ended() {
        return succeeded.get() + skipped.get() + deadLettered.get() + stopped.get() + abandoned.get() + dropped.get();
    }

    Release lastRelease() {
        return releases.get(releases.size() - 1);
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        assignments.add(partitions);
    }

    @Override
    public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
        releasing.add(running);
        onReleasing.run();
    }

    @Override
    public void released(Release release) {
        releases.add(release);
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded s -> succeeded.incrementAndGet();
            case Outcome.Skipped s -> skipped.incrementAndGet();
            case Outcome.DeadLettered d -> deadLettered.incrementAndGet();
            case Outcome.Stopped s -> stopped.incrementAndGet();
            case Outcome.Abandoned a -> abandoned.incrementAndGet();
            case Outcome.Dropped d -> dropped.incrementAndGet();
        }
        onEnded.accept(partition);
    }

    @Override
    public void commitFailed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        commitFailures.add(failure);
    }
}
