package io.github.parallelconsumer;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/guarantees.md to its word: the tests that it names exist. */
class GuaranteesTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");

    @Test
    void guarantees_everyTestNamed_exists() throws IOException {
        var sources = testSources();
        var document = Files.readString(PROJECT.resolve("docs/guarantees.md"));
        List<MatchResult> named = NAMED.matcher(document).results().toList();

        assertThat(named).isNotEmpty();
        assertThat(named.stream()
                        .filter(test -> !exists(sources, test.group(1), test.group(2)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    private static boolean exists(Map<String, List<Path>> sources, String testClass, String method) {
        return sources.getOrDefault(testClass + ".java", List.of()).stream()
                .anyMatch(source -> read(source).contains("void " + method + "("));
    }

    private static Map<String, List<Path>> testSources() throws IOException {
        try (var modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(GuaranteesTest::testsBelow)
                    .collect(groupingBy(file -> file.getFileName().toString()));
        }
    }

    private static Stream<Path> testsBelow(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("IT.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
