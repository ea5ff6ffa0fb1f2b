package io.github.parallelconsumer.tools;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** What a redrive is asked to do. Immutable. */
record RedriveOptions(
        Map<String, Object> kafka,
        String topic,
        String group,
        Selection selection,
        boolean dryRun,
        boolean fromBeginning,
        boolean keepTimestamps,
        int chunk,
        ProgressListener listener) {

    /** Refuses a password that is no text before the clients do, which would show it. */
    RedriveOptions {
        kafka.forEach((name, value) -> {
            var setting = ConsumerConfig.configDef().configKeys().get(name);
            boolean secret = setting != null && setting.type == ConfigDef.Type.PASSWORD;
            if (secret && !(value instanceof String || value instanceof Password)) {
                throw new IllegalArgumentException(
                        name + " is a " + value.getClass().getName() + ": give it as text");
            }
        });
    }

    /** Without Kafka's settings, among which are passwords. */
    @Override
    public String toString() {
        return "Redrive of " + topic + " with group " + group;
    }
}
