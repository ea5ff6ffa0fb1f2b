package io.github.parallelconsumer.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a measurement into a directory: the page, its pictures, and every run as JSON. Immutable. */
record ResultFiles(Path directory, String name) {

    void write(ResultFile file) {
        var report = new Report(name, file);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".json"), file.json());
            for (var picture : report.pictures().entrySet()) {
                Files.writeString(directory.resolve(picture.getKey()), picture.getValue());
            }
            Files.writeString(page(), report.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path page() {
        return directory.resolve(name + ".md");
    }
}
