package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterHomeTest {
    @TempDir
    private Path directory;

    @Test
    void temporary_closed_isGone() {
        ClusterHome home = ClusterHome.temporary(ClusterPlan.of(1));
        assertThat(home.directory()).isDirectory();
        assertThat(home.isKept()).isFalse();

        home.close();

        assertThat(home.directory()).doesNotExist();
    }

    @Test
    void kept_secondTime_isTheSameClusterOnOtherPorts() {
        Path data = directory.resolve("made/for/it");
        ClusterPlan first = ClusterPlan.of(2);
        ClusterPlan second = ClusterPlan.of(2);
        ClusterHome.kept(data, first).close();

        try (ClusterHome again = ClusterHome.kept(data, second)) {
            assertThat(again.isKept()).isTrue();
            assertThat(again.directory()).isEqualTo(data);
            assertThat(again.plan()).isEqualTo(new ClusterPlan(first.clusterId(), second.ports()));
        }
        assertThat(data).isDirectory();
    }

    @Test
    void kept_otherNumberOfNodes_saysSoAndLetsGo() {
        ClusterHome.kept(directory, ClusterPlan.of(3)).close();

        assertUnusable(directory, "it holds a cluster of 3 node(s), not of 1");
        ClusterHome.kept(directory, ClusterPlan.of(3)).close();
    }

    @Test
    void kept_cannotBeRead_saysSoAndLetsGo() throws IOException {
        ClusterHome.kept(directory, ClusterPlan.of(1)).close();
        Path about = directory.resolve("cluster.properties");
        Files.delete(about);
        Files.createDirectory(about);

        assertUnusable(directory, "it cannot be read and written");
        Files.delete(about);
        ClusterHome.kept(directory, ClusterPlan.of(1)).close();
    }

    @Test
    void kept_inUse_saysSo() {
        try (ClusterHome running = ClusterHome.kept(directory, ClusterPlan.of(1))) {
            assertThat(running.isKept()).isTrue();
            assertUnusable(directory, "another cluster runs on it");
        }
    }

    @Test
    void kept_otherFilesAreThere_saysSoAndTouchesNothing() throws IOException {
        Files.writeString(directory.resolve("diary.txt"), "private");

        assertUnusable(directory, "it holds files that are no Kafka cluster's");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void kept_fileInstead_saysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertUnusable(file, "it is no directory");
        assertUnusable(file.resolve("below"), "it is no directory");
    }

    private static void assertUnusable(Path data, String why) {
        assertThatThrownBy(() -> ClusterHome.kept(data, ClusterPlan.of(1)))
                .isInstanceOfSatisfying(
                        TestKitException.class,
                        e -> assertThat(e.directoryUnusable()).isTrue())
                .hasMessageContaining(why);
    }
}
