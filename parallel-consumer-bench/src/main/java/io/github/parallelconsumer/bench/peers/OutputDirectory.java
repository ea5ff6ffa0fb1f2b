package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files go, looked at before anything is measured for hours. Stateless. */
final class OutputDirectory {

    private OutputDirectory() {}

    /** Makes the directory that an option names, and refuses one that cannot be written to. */
    static void make(String option, Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable-", ".tmp"));
        } catch (IOException e) {
            throw CommandException.wrongOption(option, directory, "nothing can be written there (" + e + ")");
        }
    }
}
