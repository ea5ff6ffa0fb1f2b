package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records the three stories for DEMO.md, with the packaged jar; each has to hold. */
@NeedsChromium
@EnabledIfSystemProperty(named = Pictures.PROPERTY, matches = ".+")
class StoryRecordingIT {

    private static final long MOST_BYTES = 3_000_000;
    private static final int CAPTION_LINES = 2;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Path JAR = Path.of("target", "parallel-consumer-demo.jar");
    private static final Pattern ADDRESS = Pattern.compile("Open (http://\\S+) to watch.*");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "rebalance", "crash"})
    void record_story_holdsAndIsSmallEnough(String story) throws Exception {
        var picture = Pictures.directory().orElseThrow().resolve("scenario-" + story + ".webp");
        var process = start(story);
        try (var chromium = Chromium.start()) {
            await().atMost(LONG)
                    .until(() -> told().stream()
                            .anyMatch(line -> ADDRESS.matcher(line).matches()));
            var recorder = new Recorder(chromium, directory);
            recorder.record(
                    address(),
                    this::caption,
                    () -> process.isAlive() && verdict().isEmpty());
            recorder.write(picture);
        } finally {
            process.destroy();
            process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(verdict()).startsWith("HOLDS");
        assertThat(Files.size(picture)).isLessThan(MOST_BYTES);
    }

    private Process start(String story) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-jar", JAR.toString(), "scenario", story, "--viewer=0", "--keep-open")
                .redirectError(directory.resolve("err").toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .start();
    }

    private URI address() {
        var line = told().stream()
                .map(ADDRESS::matcher)
                .filter(found -> found.matches())
                .findFirst()
                .orElseThrow();
        return URI.create(line.group(1));
    }

    /** The verdict, or nothing while there is none. */
    private String verdict() {
        return told().stream()
                .filter(line -> line.startsWith("HOLDS") || line.startsWith("BROKEN"))
                .findFirst()
                .orElse("");
    }

    /** What was told last, but for the numbers after the verdict. */
    private String caption() {
        var lines = told().stream().filter(line -> !line.startsWith("{")).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - CAPTION_LINES), lines.size()));
    }

    private List<String> told() {
        try {
            return Files.readAllLines(directory.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
