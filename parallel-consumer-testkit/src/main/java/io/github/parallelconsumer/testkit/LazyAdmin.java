package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** The one Admin client of a cluster, made when first asked for. Thread-safe: its methods hold this object's lock. */
final class LazyAdmin {
    private final String bootstrapServers;
    private @Nullable Admin admin;
    private boolean closed;

    LazyAdmin(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    synchronized Admin get() {
        if (closed) {
            throw new IllegalStateException("This Kafka is closed");
        }
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    5_000));
        }
        return admin;
    }

    synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
