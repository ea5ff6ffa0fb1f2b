package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The jars that Confluent's Parallel Consumer wants, its own Kafka client among them; the build puts them into {@code target}. */
final class ConfluentJars {

    private static final Path JARS = Path.of(System.getProperty("basedir", ""), "target", "confluent");

    private ConfluentJars() {}

    /** A class path of the jars, after those parts of the tests' own whose names contain one of these. */
    static String classPathWith(String... names) {
        var parts = new ArrayList<String>();
        Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(part -> Arrays.stream(names).anyMatch(part::contains))
                .forEach(parts::add);
        assertThat(JARS).as("made by Maven before the integration tests").matches(Files::isDirectory, "exists");
        try (var jars = Files.list(JARS)) {
            jars.map(Path::toString).forEach(parts::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(File.pathSeparator, parts);
    }
}
