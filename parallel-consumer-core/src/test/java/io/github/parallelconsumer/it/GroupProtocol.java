package io.github.parallelconsumer.it;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;

/** The ways in which a group shares its partitions out. Immutable. */
enum GroupProtocol {
    /** Every rebalance takes all partitions from all members first. */
    CLASSIC_RANGE,
    /** A rebalance takes only what moves. */
    CLASSIC_COOPERATIVE,
    /** KIP-848: the broker assigns, and dictates the timeouts. */
    CONSUMER;

    Map<String, Object> settings() {
        return switch (this) {
            case CLASSIC_RANGE -> classic(RangeAssignor.class);
            case CLASSIC_COOPERATIVE -> classic(CooperativeStickyAssignor.class);
            case CONSUMER -> Map.of(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        };
    }

    private static Map<String, Object> classic(Class<?> assignor) {
        return Map.of(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                assignor.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                4_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                300);
    }
}
