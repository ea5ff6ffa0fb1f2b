package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose data outlives it. */
@Tag("ci")
@NeedsLocalKafka
final class KeptDataIT {
    @TempDir
    private Path directory;

    @Test
    void data_brokerClosedAndStartedAgain_isStillThere() {
        Path data = directory.resolve("data");
        LocalKafka first = LocalKafka.builder().data(data).start();
        try (first) {
            first.createTopic("numbers", 2);
            first.produce(Records.numbered("numbers", 100, 10));
        }
        assertThat(first.node(0).isRunning()).isFalse();
        assertThat(first.node(0).logFile()).content().contains("shut down completed");

        try (LocalKafka again = LocalKafka.builder().data(data).start()) {
            assertThat(again.endOffsets("numbers")).hasSize(2);
            assertThat(sum(again)).isEqualTo(100);
        }
        assertThat(data).isDirectory();
    }

    @Test
    void close_threeNodesByAnInterruptedThread_endsAllInOrderAndTheirDataIsStillThere() {
        LocalKafka first = LocalKafka.builder().nodes(3).data(directory).start();
        try (first) {
            first.createTopic("numbers", 3);
            first.produce(Records.numbered("numbers", 100, 10));
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(first.nodes()).allSatisfy(node -> {
            assertThat(node.isRunning()).isFalse();
            assertThat(node.logFile()).content().contains("shut down completed");
        });

        try (LocalKafka again = LocalKafka.builder().nodes(3).data(directory).start()) {
            assertThat(sum(again)).isEqualTo(100);
        }
    }

    private static long sum(LocalKafka kafka) {
        return kafka.endOffsets("numbers").values().stream()
                .mapToLong(end -> end)
                .sum();
    }
}
