package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.ConfigurationException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Says why a client of Kafka cannot be made of its settings. Stateless. */
final class Refusal {

    private Refusal() {}

    /** An exception with the messages of all causes: the outermost say least. */
    static ConfigurationException of(String client, KafkaException failure) {
        var first = failure.getCause() == null ? failure : failure.getCause();
        var reason = Stream.<Throwable>iterate(first, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .distinct()
                .collect(Collectors.joining(": "));
        return new ConfigurationException(List.of("Kafka's " + client + " refuses its settings: " + reason), failure);
    }
}
