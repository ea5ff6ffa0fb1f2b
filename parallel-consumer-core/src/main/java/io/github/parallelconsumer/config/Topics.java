package io.github.parallelconsumer.config;

import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** Checks the names of the topics by Kafka's own rule. */
final class Topics {

    private Topics() {}

    static void check(List<String> topics, Errors errors) {
        if (topics.isEmpty()) {
            errors.missing("topics", "name at least one topic to consume");
        }
        var seen = new HashSet<String>();
        for (String topic : topics) {
            if (!seen.add(topic)) {
                errors.add("topics", topics, "name '" + topic + "' once only");
            }
            try {
                Topic.validate(topic);
            } catch (InvalidTopicException e) {
                errors.add("topics", "'" + topic + "'", String.valueOf(e.getMessage()));
            }
        }
    }
}
