package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a file that a process still writes. */
final class OutputFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("out");
    }

    @Test
    void lines_unfinishedLine_appearsWhenItsEndIsWritten() throws IOException {
        write("one\ntw");
        OutputFile output = new OutputFile(path, 0);

        assertThat(output.lines(false)).containsExactly("one");
        write("o\n");
        assertThat(output.lines(false)).containsExactly("one", "two");
    }

    @Test
    void lines_processEnded_includesLineWithoutEnd() throws IOException {
        write("one\ntwo");

        assertThat(new OutputFile(path, 0).lines(true)).containsExactly("one", "two");
    }

    @Test
    void lines_carriageReturnsAndUmlauts_areDecoded() throws IOException {
        write("grüße\r\n\n");

        assertThat(new OutputFile(path, 0).lines(false)).containsExactly("grüße", "");
    }

    @Test
    void lines_fileOfEarlierProcess_startsBehindIt() throws IOException {
        write("old\n");
        OutputFile output = OutputFile.from(path);
        write("new\n");

        assertThat(output.lines(false)).containsExactly("new");
    }

    @Test
    void tail_moreLinesThanAsked_keepsTheLast() throws IOException {
        write("1\n2\n3\n");

        assertThat(new OutputFile(path, 0).tail(2)).isEqualTo("2\n3");
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
