package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Child JVMs end with their parent, however it ends and even while they are frozen. */
@NeedsLocalKafka
final class ParentDeathIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "frozen"})
    void parentKilled_plainChild_ends(String kind) {
        try (ForkedJvm parent = ForkedJvm.of(Parent.class).args(kind).start()) {
            Child child = child(parent);
            assertThat(child.isAlive()).isTrue();

            parent.kill();

            await().atMost(TIMEOUT).until(() -> !child.isAlive());
        }
    }

    @Test
    void parentExits_plainChild_ends() {
        try (ForkedJvm parent = ForkedJvm.of(Parent.class).args("exit").start()) {
            Child child = child(parent);

            assertThat(parent.awaitExit(TIMEOUT)).isZero();

            await().atMost(TIMEOUT).until(() -> !child.isAlive());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "frozen"})
    void parentKilled_broker_endsAndItsFilesGo(String state) {
        try (ForkedJvm parent = ForkedJvm.of(Parent.class).args("kafka", state).start()) {
            Child broker = child(parent);
            assertThat(broker.isAlive()).isTrue();
            assertThat(broker.directory()).exists();

            parent.kill();

            await().atMost(TIMEOUT).until(() -> !broker.isAlive());
            await().atMost(TIMEOUT).until(() -> !Files.exists(broker.directory()));
        }
    }

    @Test
    void classPathIsOneJar_broker_startsAllTheSame(@TempDir Path directory) throws IOException {
        Path jar = jarThatNamesTheClassPath(directory.resolve("app.jar"));
        try (ForkedJvm parent = ForkedJvm.of(Parent.class)
                .classPath(jar.toString())
                .args("kafka", "exit")
                .start()) {
            Child broker = child(parent);

            assertThat(parent.awaitExit(TIMEOUT)).isZero();
            await().atMost(TIMEOUT).until(() -> !Files.exists(broker.directory()));
        }
    }

    private static Child child(ForkedJvm parent) {
        String[] words =
                parent.awaitLine(line -> line.startsWith("child "), TIMEOUT).split(" ", -1);
        return new Child(Long.parseLong(words[1]), Path.of(words[2]));
    }

    private static Path jarThatNamesTheClassPath(Path jar) throws IOException {
        String entries = Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, entries);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(out, manifest)) {
            written.finish();
        }
        return jar;
    }

    private record Child(long pid, Path directory) {
        boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }
}
