package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the program inside the test's JVM. Stateless. */
final class PeersRun {

    private PeersRun() {}

    /** Returns the exit status. */
    static int run(String... args) {
        return OneLineErrors.commandLine(new Peers()).execute(args);
    }

    /** The one result that lies in a directory. */
    static ResultFile written(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var json = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(json).hasSize(1);
            return ResultFile.read(json.getFirst());
        }
    }
}
