package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Ledger;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a run that its members do not write. Stateless. */
final class Evidence {

    private Evidence() {}

    /** To be called before anyone judges, who may fail. */
    static void write(Path directory, Ledger ledger) throws IOException {
        write(directory.resolve("sent.txt"), ledger.sent());
        write(directory.resolve("commits.txt"), ledger.commits());
        write(directory.resolve("ends.txt"), ledger.ends());
        write(directory.resolve("faults.txt"), ledger.faults());
    }

    /** Why a run has no verdict. */
    static void write(Path directory, Throwable failure) throws IOException {
        try (var file = new PrintWriter(Files.newBufferedWriter(directory.resolve("failure.txt")))) {
            failure.printStackTrace(file);
        }
    }

    private static void write(Path file, List<?> lines) throws IOException {
        Files.write(file, lines.stream().map(Object::toString).toList());
    }
}
