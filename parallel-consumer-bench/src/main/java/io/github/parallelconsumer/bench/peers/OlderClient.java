package io.github.parallelconsumer.bench.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The Kafka client for contenders that do not run with the newest one, as a file while this is open. Immutable. */
record OlderClient(Path jar) implements AutoCloseable {

    private static final String RESOURCE = "/clients/older.jar";

    static OlderClient open() {
        try (var resource = Objects.requireNonNull(OlderClient.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            var jar = Files.createTempFile("kafka-clients-", ".jar");
            jar.toFile().deleteOnExit(); // should the program be ended before it is closed
            Files.copy(resource, jar, StandardCopyOption.REPLACE_EXISTING);
            return new OlderClient(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This program's class path with the older client in front: what only the newest one has, nobody asks for then. */
    String classPath() {
        return jar + File.pathSeparator + System.getProperty("java.class.path");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
