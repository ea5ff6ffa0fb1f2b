package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output, exit and signals of a child JVM. */
final class ForkedJvmIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Test
    void start_argsAndProperties_arriveAndBothStreamsAreRead() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class)
                .args("a b", "")
                .systemProperty("echo.property", "x=y")
                .jvmOptions("-Xmx32m")
                .start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);

            assertThat(jvm.lines()).contains("args [a b, ]", "property x=y");
        }
    }

    @Test
    void terminate_shutdownHooks_run() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);

            jvm.terminate();

            assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(128 + 15);
            assertThat(jvm.lines()).contains("shut down in order");
        }
    }

    @Test
    void interrupt_byTheTerminal_isIgnored() throws Exception {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);

            new ProcessBuilder("kill", "-INT", Long.toString(jvm.pid())).start().waitFor();
            jvm.terminate();

            assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(128 + 15);
        }
    }

    @Test
    void kill_shutdownHooks_doNotRun() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);

            jvm.kill();

            assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(128 + 9);
            assertThat(jvm.lines()).doesNotContain("shut down in order");
        }
    }

    @Test
    void kill_byAnInterruptedThread_endsAndKeepsTheFlag() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);
            Thread.currentThread().interrupt();

            jvm.kill();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(jvm.isAlive()).isFalse();
        }
    }

    @Test
    void mainFails_exception_isInTheOutput() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).args("fail").start()) {
            assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(1);
            assertThat(jvm.lines()).anyMatch(line -> line.contains("IllegalStateException: asked to fail"));
        }
    }

    @Test
    void awaitLine_processEndsWithoutIt_failsWithItsLastLines() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).args("fail").start()) {
            assertThatThrownBy(() -> jvm.awaitLine("never"::equals, TIMEOUT))
                    .isInstanceOf(TestKitException.class)
                    .hasMessageContaining("ended without such a line (exit status 1)")
                    .hasMessageContaining("args [fail]");
        }
    }

    @Test
    void awaitExit_timeIsUp_failsWithItsLastLines() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);

            assertThatThrownBy(() -> jvm.awaitExit(Duration.ofMillis(1)))
                    .isInstanceOf(TestKitException.class)
                    .hasMessageContaining("still runs")
                    .hasMessageContaining("args []");
        }
    }

    @Test
    void freeze_thenThaw_stopsAndGoesOn() {
        try (ForkedJvm jvm = ForkedJvm.of(Ticker.class).start()) {
            jvm.awaitLine("tick"::equals, TIMEOUT);

            jvm.freeze();
            int[] seen = {-1};
            await().atMost(TIMEOUT).during(Duration.ofMillis(500)).until(() -> {
                int before = seen[0];
                seen[0] = jvm.lines().size();
                return before < 0 || before == seen[0];
            });
            jvm.thaw();

            await().atMost(TIMEOUT).until(() -> jvm.lines().size() > seen[0]);
        }
    }

    @Test
    void terminate_frozen_endsInOrder() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);
            jvm.freeze();

            jvm.terminate();

            assertThat(jvm.awaitExit(TIMEOUT)).isEqualTo(128 + 15);
        }
    }

    @Test
    void kill_frozen_ends() {
        try (ForkedJvm jvm = ForkedJvm.of(Echo.class).start()) {
            jvm.awaitLine("grüße"::equals, TIMEOUT);
            jvm.freeze();

            jvm.kill();

            assertThat(jvm.isAlive()).isFalse();
        }
    }

    @Test
    void close_ownOutput_isDeletedButTheCallersFileIsKept(@TempDir Path directory) {
        ForkedJvm temporary = ForkedJvm.of(Echo.class).args("fail").start();
        ForkedJvm kept = ForkedJvm.of(Echo.class)
                .args("fail")
                .output(directory.resolve("kept.log"))
                .start();
        temporary.awaitExit(TIMEOUT);
        kept.awaitExit(TIMEOUT);

        temporary.close();
        kept.close();

        assertThat(temporary.output()).doesNotExist();
        assertThat(kept.output()).content().contains("args [fail]");
    }
}
