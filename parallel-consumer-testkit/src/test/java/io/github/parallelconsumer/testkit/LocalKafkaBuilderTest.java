package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything starts. */
final class LocalKafkaBuilderTest {
    @Test
    void nodes_none_isRefused() {
        assertThatThrownBy(() -> LocalKafka.builder().nodes(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nodes is 0");
    }

    @Test
    void extension_unknownKind_isRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> KafkaExtension.start("contaner"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contaner")
                .hasMessageContaining("'local' or 'container'");
    }

    @Test
    void start_nodesFilesCannotBeWritten_letsGoOfTheDirectory(@TempDir Path directory) throws IOException {
        ClusterPlan plan = ClusterPlan.of(1);
        ClusterHome.kept(directory, plan).close();
        Files.createFile(directory.resolve("node-" + plan.nodeId(0)));

        assertThatThrownBy(() -> LocalKafka.builder()
                        .data(directory)
                        .listeners(Listener.PROXIED)
                        .start())
                .isInstanceOf(UncheckedIOException.class);
        assertThatCode(() -> ClusterHome.kept(directory, plan).close()).doesNotThrowAnyException();
    }

    @Test
    void start_keyStoresCannotBeMade_letsGoOfTheDirectory(@TempDir Path directory) throws IOException {
        ClusterPlan plan = ClusterPlan.of(1);
        ClusterHome.kept(directory, plan).close();
        Files.createFile(directory.resolve("stores"));

        assertThatThrownBy(() -> LocalKafka.builder()
                        .data(directory)
                        .listeners(Listener.TLS)
                        .start())
                .isInstanceOf(TestKitException.class);
        assertThatCode(() -> ClusterHome.kept(directory, plan).close()).doesNotThrowAnyException();
    }
}
