package io.github.parallelconsumer.demo.viewer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second where the partitions end that somebody has asked about. Thread-safe; asks the brokers on a thread of
 * its own.
 */
public final class EndOffsets implements ToLongFunction<TopicPartition>, AutoCloseable {

    private static final long UNKNOWN = -1;
    private static final int REQUEST_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);

    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Admin admin;

    private EndOffsets(Admin admin) {
        this.admin = admin;
    }

    /** Looks from now on. */
    public static EndOffsets of(String bootstrapServers) {
        var offsets = new EndOffsets(Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS)));
        Thread.ofPlatform().name("end offsets").daemon().start(offsets::run);
        return offsets;
    }

    /** The offset after the newest record; -1 while unknown. */
    @Override
    public long applyAsLong(TopicPartition partition) {
        return ends.computeIfAbsent(partition, asked -> UNKNOWN);
    }

    private void run() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                look(Set.copyOf(ends.keySet()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            admin.close();
        }
    }

    private void look(Set<TopicPartition> partitions) throws InterruptedException {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            var latest = partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        } catch (ExecutionException e) {
            LOG.debug("Nobody says where the partitions end", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
