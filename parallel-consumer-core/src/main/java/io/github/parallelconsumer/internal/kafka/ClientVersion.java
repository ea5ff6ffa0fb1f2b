package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.api.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Refuses a {@code kafka-clients} that lacks what this library calls. */
public final class ClientVersion {

    private static final int MAJOR = 4;
    private static final int MINOR = 1;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private ClientVersion() {}

    /**
     * Checks the version on the class path.
     *
     * @throws ConfigurationException if it is too old
     */
    public static void check() {
        check(found());
    }

    /** The client's own note of its version: the class that reads it has moved between releases. */
    private static String found() {
        var properties = new Properties();
        try (var note = KafkaConsumer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            if (note != null) {
                properties.load(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    /** Checks a version; one that does not look like a version is let pass, since forks name theirs as they like. */
    static void check(String found) {
        var matcher = VERSION.matcher(found);
        if (matcher.matches()) {
            int major = Integer.parseInt(matcher.group(1));
            int minor = Integer.parseInt(matcher.group(2));
            if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
                throw new ConfigurationException(List.of("kafka-clients on the class path is " + found + ": version "
                        + MAJOR + "." + MINOR + " or later is needed; raise org.apache.kafka:kafka-clients, which an"
                        + " older version managed by a parent or a platform may be holding back"));
            }
        }
    }
}
