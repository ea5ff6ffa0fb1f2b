package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A broker of the last 3.x version, whose jars the build puts into another module's {@code target}. */
@NeedsLocalKafka
final class OldBrokerIT {

    private static final Path LIB =
            Path.of(System.getProperty("basedir", ""), "..", "parallel-consumer-old-broker", "target", "lib");
    private static final int METADATA_VERSION_OF_3_9 = 21;
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 1_000;

    private final Ledger ledger = new Ledger();

    @Test
    void group_membersJoinAndLeave_everythingIsHandledInOrderAndCommitted() throws Exception {
        try (var kafka = LocalKafka.builder().classPath(oldClassPath()).start()) {
            assertThat(newestMetadataVersion(kafka)).isEqualTo(METADATA_VERSION_OF_3_9);
            var topic = kafka.createTopic(TestKafka.uniqueName("old"), PARTITIONS);
            var group = new Group(
                    kafka.bootstrapServers(), "old", topic, GroupProtocol.CLASSIC_COOPERATIVE, "PARTITION", PARTITIONS);
            produce(kafka, topic);
            try (var one = start(group, "one")) {
                await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == RECORDS);
                try (var two = start(group, "two")) {
                    await().atMost(Run.TIMEOUT)
                            .until(() -> two.snapshot().partitions().size() == PARTITIONS / 2);
                    produce(kafka, topic);
                    await().atMost(Run.TIMEOUT).until(() -> ledger.distinctDone() == 2 * RECORDS);
                }
                await().atMost(Run.TIMEOUT)
                        .until(() -> one.snapshot().partitions().size() == PARTITIONS);
                assertThat(one.health().problems()).isEmpty();
            }
            var checker = new Checker(ledger.events(), Ordering.PARTITION);
            assertThat(checker.duplicates()).isEmpty();
            assertThat(checker.disorders()).isEmpty();
            assertThat(kafka.committedOffsets("old"))
                    .hasSize(PARTITIONS)
                    .allSatisfy((partition, offset) ->
                            assertThat(kafka.endOffsets(topic)).containsEntry(partition, offset.offset()));
        }
    }

    private static int newestMetadataVersion(TestKafka kafka) throws Exception {
        var features = kafka.admin().describeFeatures().featureMetadata().get();
        return features.supportedFeatures().get("metadata.version").maxVersion();
    }

    private ParallelConsumer start(Group group, String name) {
        var handler = new RecordingHandler(name, ledger::add, RecordingHandler.busyFor(500));
        return ParallelConsumer.start(group.config(name).build(), handler);
    }

    private static void produce(TestKafka kafka, String topic) {
        kafka.produce(IntStream.range(0, RECORDS)
                .mapToObj(i -> new ProducerRecord<>(topic, i % PARTITIONS, "k" + i % 50, Records.value(i))));
    }

    /** The test kit with the old jars. */
    private static String oldClassPath() throws IOException {
        assertThat(LIB).as("made by Maven before the integration tests").isDirectory();
        var kit = LocalKafka.class.getProtectionDomain().getCodeSource().getLocation();
        try (var jars = Files.list(LIB)) {
            return jars.map(Path::toString)
                    .sorted()
                    .collect(joining(File.pathSeparator, Path.of(kit.getPath()) + File.pathSeparator, ""));
        }
    }
}
