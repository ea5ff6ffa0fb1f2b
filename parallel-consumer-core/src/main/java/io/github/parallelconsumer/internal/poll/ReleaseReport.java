package io.github.parallelconsumer.internal.poll;

import static java.util.stream.Collectors.toMap;

import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the observer what became of partitions that were given up. Confined to the consumer thread. */
final class ReleaseReport {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseReport.class);

    private final String name;
    private final ConsumerObserver observer;

    ReleaseReport(String name, ConsumerObserver observer) {
        this.name = name;
        this.observer = observer;
    }

    /** What became of the partitions' records. */
    static Release of(Reason reason, List<PartitionState> states, Duration took) {
        return new Release(
                reason,
                partitionsOf(states),
                sum(states, PartitionState::finishedWhileReleasing),
                sum(states, PartitionState::interruptedWhileReleasing),
                sum(states, PartitionState::droppedWhileReleasing),
                took);
    }

    static List<TopicPartition> partitionsOf(Collection<PartitionState> states) {
        return states.stream().map(PartitionState::partition).toList();
    }

    private static int sum(List<PartitionState> states, ToIntFunction<PartitionState> count) {
        return states.stream().mapToInt(count).sum();
    }

    /** Tells that nothing of these partitions starts any more but what runs, if there are any. */
    void tellBegun(Reason reason, List<PartitionState> states) {
        if (!states.isEmpty()) {
            observer.releasing(
                    reason,
                    states.stream().collect(toMap(PartitionState::partition, PartitionState::runningWhenReleased)));
        }
    }

    /** Tells of these partitions, if there are any. */
    void tell(Reason reason, List<PartitionState> states, Duration took) {
        if (states.isEmpty()) {
            return;
        }
        var release = of(reason, states, took);
        if (release.interrupted() > 0 && reason != Reason.LOST) {
            LOG.warn(
                    "{} {} record(s) of {} were interrupted while they ran; they come again",
                    name,
                    release.interrupted(),
                    release.partitions());
        }
        LOG.info(
                "{} {} {} partition(s) {} in {} ms: {} record(s) were running, {} finished, {} interrupted; {} dropped",
                name,
                switch (reason) {
                    case REVOKED -> "Gave up";
                    case LOST -> "Lost";
                    case CLOSED -> "Released";
                },
                release.partitions().size(),
                release.partitions(),
                took.toMillis(),
                sum(states, PartitionState::runningWhenReleased),
                release.finished(),
                release.interrupted(),
                release.dropped());
        observer.released(release);
    }
}
