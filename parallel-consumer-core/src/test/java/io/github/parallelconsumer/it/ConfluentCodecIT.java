package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.testkit.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The published Confluent Parallel Consumer reads what this library writes, and the other way about. It runs in a JVM of its
 * own, with its own Kafka client; the build puts the jars into {@code target}.
 */
final class ConfluentCodecIT {

    private static final Path JARS = Path.of(System.getProperty("basedir", ""), "target", "confluent");
    private static final long SEED = 7;

    @Test
    void offsetMap_anyVariant_isReadByBothLibraries() {
        try (var jvm = ForkedJvm.of(ConfluentCodecMain.class)
                .args("200", Long.toString(SEED))
                .classPath(classPath())
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC")
                .start()) {
            int status = jvm.awaitExit(Run.TIMEOUT.multipliedBy(2));

            assertThat(status)
                    .as(() -> "seed " + SEED + ":\n" + String.join("\n", jvm.lines()))
                    .isZero();
            assertThat(jvm.lines())
                    .anyMatch(line -> line.matches("WRITTEN \\{e=\\d+, l=\\d+, n=\\d+, o=\\d+}"))
                    .anyMatch(line ->
                            line.matches("READ \\{J=\\d+, a=\\d+, e=\\d+, l=\\d+, n=\\d+, o=\\d+, p=\\d+, s=\\d+}"));
        }
    }

    /** This library, its tests and the test kit, and all the jars that Confluent's library wants. */
    private static String classPath() {
        var parts = new ArrayList<String>();
        Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(part -> part.contains("parallel-consumer-core") || part.contains("parallel-consumer-testkit"))
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
