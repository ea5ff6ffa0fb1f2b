package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.ParallelConsumer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A fresh Maven project made of what README.md shows, built as a user would build it. It has a local repository of its
 * own, in which only this library is installed; all else comes, offline, from the one that serves this build, so the
 * versions of the plugins are those of this build too. Confined to the test's thread.
 */
final class ReadmeProject {

    private static final String GROUP = "io/github/parallelconsumer";
    private static final String VERSION = System.getProperty("parallelconsumer.version", "");

    private final Path directory;
    private final Path repository;

    private ReadmeProject(Path directory) {
        this.directory = directory;
        repository = directory.resolve("repository");
    }

    /** Returns the program's class path. */
    static Path build(Path directory) throws Exception {
        var project = new ReadmeProject(directory);
        project.install();
        project.write();
        project.runMaven();
        return directory.resolve("target").resolve("app.jar");
    }

    private void install() throws IOException, URISyntaxException {
        var jar = Path.of(ParallelConsumer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar).as("core's jar; run this test with: ./mvnw verify").isRegularFile();
        install("parallel-consumer-core", "jar", jar);
        install("parallel-consumer-core", "pom", Path.of("..", "parallel-consumer-core", "pom.xml"));
        install("parallel-consumer-parent", "pom", Path.of("..", "pom.xml"));
    }

    private void install(String artifact, String type, Path file) throws IOException {
        var home = Files.createDirectories(
                repository.resolve(GROUP).resolve(artifact).resolve(VERSION));
        Files.copy(file, home.resolve(artifact + "-" + VERSION + "." + type));
    }

    private void write() throws IOException {
        var readme = ReadmeText.read();
        assertThat(readme.dependency()).contains("<version>" + VERSION + "</version>");
        var sources = Files.createDirectories(directory.resolve("src/main/java"));
        Files.writeString(sources.resolve("OrdersApp.java"), readme.program());
        Files.writeString(
                directory.resolve("pom.xml"),
                template("readme-pom.xml").replace("<!-- README -->", readme.dependency()));
        Files.writeString(
                directory.resolve("settings.xml"),
                template("readme-settings.xml")
                        .replace(
                                "REPOSITORY",
                                Path.of(property("maven.repo.local")).toUri().toString()));
    }

    private void runMaven() throws IOException, InterruptedException {
        var log = directory.resolve("maven.log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(property("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-s",
                        "settings.xml",
                        "-Dmaven.repo.local=" + repository,
                        // Offline, a repository of files is still one that can be asked.
                        "-o",
                        "-Daether.offline.protocols=file",
                        "package"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var maven = builder.start();
        try {
            assertThat(maven.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroyForcibly();
        }
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String template(String name) throws IOException {
        try (var stream = ReadmeProject.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String property(String name) {
        var value = System.getProperty(name);
        assertThat(value)
                .as("the system property " + name + "; run this test with: ./mvnw verify")
                .isNotBlank();
        return value;
    }
}
