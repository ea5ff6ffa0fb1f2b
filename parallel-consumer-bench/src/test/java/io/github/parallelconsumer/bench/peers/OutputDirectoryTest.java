package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void make_missingDirectory_isMadeAndLeftEmpty() {
        OutputDirectory.make("--out", directory.resolve("a/b"));
        assertThat(directory.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void make_aFileIsThere_isRefused() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> OutputDirectory.make("--out", file))
                .withMessageContaining("--out");
    }
}
