package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.ConfigurationException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Says why a client of Kafka cannot be made of its settings. Stateless. */
final class Refusal {

    /** What the client cannot read in {@code sasl.jaas.config} it repeats, and that may be a part of a password. */
    private static final Pattern PIECE_OF_LOGIN = Pattern.compile("'.*' in JAAS config", Pattern.DOTALL);

    private Refusal() {}

    /**
     * An exception with the messages of all causes: the outermost say least. Without the causes themselves if they tell what
     * may be a secret.
     */
    static ConfigurationException of(String client, KafkaException failure) {
        var first = failure.getCause() == null ? failure : failure.getCause();
        var reason = Stream.<Throwable>iterate(first, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .distinct()
                .collect(Collectors.joining(": "));
        var told = PIECE_OF_LOGIN.matcher(reason).replaceAll("'[hidden]' in JAAS config");
        return new ConfigurationException(
                List.of("Kafka's " + client + " refuses its settings: " + told), told.equals(reason) ? failure : null);
    }
}
