package io.github.parallelconsumer.faults.member;

import io.github.parallelconsumer.config.Backoff;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RebalancePolicy;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.spi.ConsumerObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a member is started with. Immutable; goes to its process as text.
 *
 * @param group also the name of the topic
 * @param protocol one of {@link #PROTOCOLS}
 * @param seed of the handlers' conduct
 */
public record MemberOptions(
        String name, String bootstrapServers, String group, String protocol, LaneOrder order, long seed, Path journal) {

    /** Kafka's two group protocols, the older one with its two ways to rebalance. */
    public static final List<String> PROTOCOLS = List.of("consumer", "classic", "classic-eager");

    /** Handlers at once in a member. */
    public static final int CAP = 24;
    /** How long a member may be silent. */
    public static final Duration SESSION = Duration.ofSeconds(6);
    /** How long records that run may finish when their partition moves. */
    public static final Duration DRAIN = Duration.ofSeconds(3);
    /** How long a close takes at most. */
    public static final Duration SHUTDOWN = Duration.ofSeconds(8);

    private static final Duration COMMITS = Duration.ofMillis(500);
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final int HEARTBEAT_MILLIS = 500;
    private static final int METADATA_MILLIS = 1_000;

    static MemberOptions of(String[] args) {
        return new MemberOptions(
                args[0],
                args[1],
                args[2],
                args[3],
                LaneOrder.valueOf(args[4]),
                Long.parseLong(args[5]),
                Path.of(args[6]));
    }

    /** The arguments of {@link MemberMain}. */
    public String[] toArgs() {
        return new String[] {
            name, bootstrapServers, group, protocol, order.name(), Long.toString(seed), journal.toString()
        };
    }

    /** Where the group's dead letters go. */
    public static String letters(String group) {
        return group + "-letters";
    }

    ParallelConsumerConfig<String, String> config(ConsumerObserver observer) {
        return ParallelConsumerConfig.<String, String>builder(kafka())
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(group)
                .ordering(order.ordering())
                .maxConcurrency(CAP)
                .commit(CommitStrategy.every(COMMITS))
                .retry(RetryPolicy.DEFAULT.withBackoff(Backoff.fixed(BACKOFF)))
                .deadLetters(DeadLetters.to(letters(group)))
                .rebalance(RebalancePolicy.drain(DRAIN))
                .shutdownTimeout(SHUTDOWN)
                .observer(observer)
                .build();
    }

    private Map<String, Object> kafka() {
        var kafka = new HashMap<String, Object>();
        kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        kafka.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
        kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        kafka.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        if (protocol.equals("consumer")) {
            kafka.put(
                    ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                    "consumer"); // the test kit's brokers dictate the same session
        } else {
            var assignor = protocol.equals("classic") ? CooperativeStickyAssignor.class : RangeAssignor.class;
            kafka.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
            kafka.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, assignor.getName());
            kafka.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(SESSION.toMillis()));
            kafka.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        }
        return kafka;
    }
}
