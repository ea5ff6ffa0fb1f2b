package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.testkit.ForkedJvm;
import org.junit.jupiter.api.Test;

/**
 * The published Confluent Parallel Consumer reads what this library writes, and the other way about. It runs in a JVM of its
 * own, with its own Kafka client.
 */
final class ConfluentCodecIT {

    private static final long SEED = 7;

    @Test
    void offsetMap_anyVariant_isReadByBothLibraries() {
        try (var jvm = ForkedJvm.of(ConfluentCodecMain.class)
                .args("200", Long.toString(SEED))
                .classPath(ConfluentJars.classPathWith("parallel-consumer-core", "parallel-consumer-testkit"))
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
}
