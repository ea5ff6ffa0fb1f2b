package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** Where one node keeps what it has: its settings, its log and its data, in one directory. Immutable. */
record NodeFiles(Path directory) {
    Path serverProperties() {
        return directory.resolve("server.properties");
    }

    Path log() {
        return directory.resolve("broker.log");
    }

    Path data() {
        return directory.resolve("data");
    }

    void write(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(serverProperties())) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the settings of a node", e);
        }
    }
}
