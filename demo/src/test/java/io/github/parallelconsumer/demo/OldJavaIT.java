package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.parallelconsumer.launcher.JavaSearch;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar with a Java that is too old for it; skipped where the machine has none. */
class OldJavaIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Path oldJava;

    @BeforeEach
    void findOldJava() {
        var old = JavaSearch.ofThisMachine().homes().stream()
                .filter(home -> !home.isNewEnough() && home.version().feature() >= 11)
                .map(home -> home.java().getParent().getParent())
                .findAny();
        assumeTrue(old.isPresent(), "no Java between 11 and 20 on this machine");
        oldJava = old.orElseThrow();
    }

    @Test
    void main_newerJavaOnMachine_runsThereWithItsExitStatus() throws Exception {
        try (var demo = DemoProcess.start(oldJava, directory, "verify", "--records", "0")) {
            assertThat(demo.awaitExit(LONG)).isEqualTo(ExitStatus.WRONG_OPTIONS);

            assertThat(demo.err()).singleElement().asString().contains("--records is '0'");
        }
        try (var demo = DemoProcess.start(oldJava, directory, "--version")) {
            assertThat(demo.awaitExit(LONG)).isZero();

            assertThat(demo.out()).singleElement().asString().containsPattern("on Java (2[1-9]|[3-9][0-9])");
        }
    }

    @Test
    void main_sigterm_endsEverythingInOrder() throws Exception {
        try (var demo = startConsuming()) {
            var descendants = demo.descendants();
            assertThat(descendants).as("the demo and its broker").hasSize(2);

            demo.terminate();

            assertThat(demo.awaitExit(LONG)).isEqualTo(143);
            assertThat(demo.err()).last().asString().isEqualTo("verify: ended by a signal");
            await().until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void main_sigkill_endsEverything() throws Exception {
        try (var demo = startConsuming()) {
            List<ProcessHandle> descendants = new ArrayList<>(demo.descendants());

            demo.kill();

            await().atMost(LONG).until(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(LONG).until(() -> demo.temporaryFiles().isEmpty());
        }
    }

    private DemoProcess startConsuming() throws Exception {
        var demo = DemoProcess.start(
                oldJava, directory, "verify", "--records", "10000", "--concurrency", "10", "--handler-millis", "200");
        await().atMost(LONG).until(demo::consumes);
        return demo;
    }
}
