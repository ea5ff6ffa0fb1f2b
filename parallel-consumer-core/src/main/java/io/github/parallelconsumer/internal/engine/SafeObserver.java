package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.internal.exec.Failures;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what the user's observer throws away from the loop. Confined to the consumer thread. */
final class SafeObserver implements ConsumerObserver {

    private static final Logger LOG = LoggerFactory.getLogger(SafeObserver.class);

    private final String name;
    private final ConsumerObserver observer;
    private long failures;

    /** The observer made safe; no cost for each record when there is none. */
    static ConsumerObserver of(String name, ConsumerObserver observer) {
        return observer.equals(NONE) ? NONE : new SafeObserver(name, observer);
    }

    private SafeObserver(String name, ConsumerObserver observer) {
        this.name = name;
        this.observer = observer;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        guard(() -> observer.assigned(partitions));
    }

    @Override
    public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
        guard(() -> observer.releasing(reason, running));
    }

    @Override
    public void released(Release release) {
        guard(() -> observer.released(release));
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        guard(() -> observer.ended(partition, offset, outcome));
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        guard(() -> observer.committed(offsets));
    }

    @Override
    public void commitFailed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        guard(() -> observer.commitFailed(offsets, failure));
    }

    /** Logs the first failure and every thousandth: an observer that always fails would flood the log. */
    private void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) { // whatever it is, it is the observer's, unless the JVM itself is at its end
            if (Failures.isFatal(e)) {
                throw e;
            }
            if (failures++ % 1_000 == 0) {
                LOG.warn("{} The observer failed, {} time(s) so far", name, failures, e);
            }
        }
    }
}
