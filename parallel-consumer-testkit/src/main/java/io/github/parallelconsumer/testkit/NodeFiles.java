package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    /** Further arguments of the storage tool, one a line. */
    Path formatArgs() {
        return directory.resolve("format.args");
    }

    /** Nobody but the user reads it: there are passwords in it. */
    void write(Map<String, String> settings, List<String> formatArgs) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createDirectories(directory);
            try (Writer writer = ownersAlone(serverProperties())) {
                properties.store(writer, null);
            }
            try (Writer writer = ownersAlone(formatArgs())) {
                for (String arg : formatArgs) {
                    writer.write(arg + "\n");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the settings of a node", e);
        }
    }

    /** A new file in the place of an old one, whose permissions would stay. */
    private static Writer ownersAlone(Path file) throws IOException {
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(
                file,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
        return Files.newBufferedWriter(file);
    }
}
