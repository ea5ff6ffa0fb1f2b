package io.github.parallelconsumer.it;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the members of a test's group have in common. Immutable; goes to a child process as text. */
record Group(String bootstrapServers, String name, String topic, GroupProtocol protocol, String order, int cap) {

    static Group of(String[] args) {
        return new Group(args[0], args[1], args[2], GroupProtocol.valueOf(args[3]), args[4], Integer.parseInt(args[5]));
    }

    String[] toArgs() {
        return new String[] {bootstrapServers, name, topic, protocol.name(), order, Integer.toString(cap)};
    }

    Ordering ordering() {
        return switch (order) {
            case "KEY" -> Ordering.KEY;
            case "PARTITION" -> Ordering.PARTITION;
            case "UNORDERED" -> Ordering.UNORDERED;
            default -> throw new IllegalArgumentException("there is no ordering " + order);
        };
    }

    /** A member's configuration, which a test may go on to change. */
    ConfigBuilder<String, String> config(String member) {
        return builder(bootstrapServers, name, protocol, Map.of(ConsumerConfig.CLIENT_ID_CONFIG, member))
                .topics(List.of(topic))
                .ordering(ordering())
                .maxConcurrency(cap);
    }

    /** The configuration of a consumer of strings that commits often. */
    static ConfigBuilder<String, String> builder(
            String bootstrapServers, String group, GroupProtocol protocol, Map<String, ?> settings) {
        Map<String, Object> kafka = new HashMap<>(protocol.settings());
        kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A topic that was missing is looked for again as soon as this.
        kafka.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
        kafka.putAll(settings);
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .commit(CommitStrategy.every(Duration.ofMillis(200)));
    }
}
