package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class NodeFilesTest {
    @TempDir
    private Path directory;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_filesWithPasswords_areTheUsersAlone() throws IOException {
        NodeFiles files = new NodeFiles(directory);
        Files.writeString(files.formatArgs(), "from before");
        files.write(Map.of("a", "b"), List.of("--add-scram", "x"));

        assertThat(files.formatArgs()).hasContent("--add-scram\nx\n");
        for (Path file : List.of(files.serverProperties(), files.formatArgs())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }
}
