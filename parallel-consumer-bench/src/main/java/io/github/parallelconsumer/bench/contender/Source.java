package io.github.parallelconsumer.bench.contender;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Where the records are, and the group to read them in. Immutable. */
public record Source(String bootstrapServers, String topic, int partitions, String group) {

    /** The same records for another group. */
    public Source withGroup(String other) {
        return new Source(bootstrapServers, topic, partitions, other);
    }

    /** The settings that all contenders share: Kafka's defaults, from the first record on. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }
}
