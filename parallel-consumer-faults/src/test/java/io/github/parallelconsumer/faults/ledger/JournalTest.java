package io.github.parallelconsumer.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    private static final Event STARTED = new Event(7, "m0", Kind.START, 3, 12, 2, 5, "k 1");
    private static final Event RELEASED = Event.now("m0", Kind.RELEASED, 3, "LOST:0");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("m0.journal");
        try (var journal = Journal.open(file)) {
            journal.write(STARTED);
            journal.write(RELEASED);
        }
    }

    @Test
    void read_whatWasWritten_comesBack() throws IOException {
        assertThat(Journal.read(file, false)).containsExactly(STARTED, RELEASED);
    }

    @Test
    void write_interruptedThread_isWrittenAndStaysInterrupted() throws IOException {
        try (var journal = Journal.open(file)) {
            Thread.currentThread().interrupt();
            journal.write(STARTED);
            assertThat(Thread.interrupted()).isTrue();
            journal.write(STARTED);
        }

        assertThat(Journal.read(file, false)).hasSize(4);
    }

    @Test
    void read_lastLineIsTorn_isLeftOutOfAKilledProcessOnly() throws IOException {
        Files.writeString(file, "123 m0 STA", StandardOpenOption.APPEND);

        assertThat(Journal.read(file, true)).containsExactly(STARTED, RELEASED);
        assertThatIllegalStateException().isThrownBy(() -> Journal.read(file, false));
    }

    @Test
    void read_anotherLineIsTorn_isRefused() throws IOException {
        Files.writeString(file, "123 m0 STA\n" + STARTED.toLine() + "\n", StandardOpenOption.APPEND);

        assertThatIllegalStateException().isThrownBy(() -> Journal.read(file, true));
    }
}
