package io.github.parallelconsumer.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** The versions of all contenders, which the build writes down. Stateless. */
final class Versions {

    private Versions() {}

    static Map<String, String> all() {
        var versions = new TreeMap<String, String>();
        load("/bench-versions.properties").forEach((name, version) -> versions.put((String) name, (String) version));
        return versions;
    }

    /** That of the Kafka client on the class path, by its own note. */
    static String kafkaClients() {
        return load("/kafka/kafka-version.properties").getProperty("version", "unknown");
    }

    private static Properties load(String resource) {
        var properties = new Properties();
        try (var file = Objects.requireNonNull(Versions.class.getResourceAsStream(resource), resource)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
