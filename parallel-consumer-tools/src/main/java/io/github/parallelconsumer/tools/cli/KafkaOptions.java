package io.github.parallelconsumer.tools.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to reach Kafka. Confined to the main thread. */
final class KafkaOptions {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The cluster, several addresses with commas.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, such as those for encryption and login.")
    private @Nullable Path file;

    @Option(names = "--property", paramLabel = "NAME=VALUE", description = "One more of them; can be repeated.")
    private Map<String, String> properties = new HashMap<>();

    /** The file's, then the single ones over those, then the addresses. */
    Map<String, String> all() {
        var all = new HashMap<String, String>();
        if (file != null) {
            var read = read(file);
            read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        }
        all.putAll(properties);
        if (bootstrapServers != null) {
            all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        }
        var servers = all.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
        if (servers.isBlank()) {
            throw CommandException.wrongOption("--bootstrap-servers", servers, "name the cluster as host:port");
        }
        return all;
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw CommandException.wrongOption("--command-config", file, "it cannot be read as properties: " + e);
        }
    }
}
