package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo's parts one by one, as one does in several terminals. */
@ExtendWith(KafkaExtension.class)
class CommandsIT {

    /** At a load of 70 a JVM takes more than a minute to begin. */
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    @Test
    void producerThenConsumer_givenCluster_handleAndCommitEverything(TestKafka kafka) throws Exception {
        var topic = TestKafka.uniqueName("commands");
        String[] where = {"--bootstrap-servers", kafka.bootstrapServers(), "--topic", topic};

        try (var producer =
                start("producer", where, "--count", "300", "--rate", "3000", "--partitions", "3", "--skew", "50")) {
            assertThat(producer.awaitExit(LONG)).as("%s", producer.err()).isZero();
            assertThat(producer.out()).last().isEqualTo("Produced 300 record(s), all acknowledged.");
        }
        assertThat(kafka.endOffsets(topic)).hasSize(3);
        try (var consumer = start(
                "consumer",
                where,
                "--group",
                topic,
                "--handler-random",
                "1..5",
                "--failure-percent",
                "30",
                "--attempts",
                "2",
                "--backoff-millis",
                "10",
                "--dead-letter-topic",
                topic + "-dead",
                "--commit-millis",
                "100")) {
            await().atMost(LONG)
                    .failFast(() -> assertThat(consumer.isAlive())
                            .as("alive: %s %s", consumer.out(), consumer.err())
                            .isTrue())
                    .untilAsserted(() -> assertThat(committed(kafka, topic))
                            .as("%s %s", consumer.out(), consumer.err())
                            .isEqualTo(300));
            consumer.terminate();

            assertThat(consumer.awaitExit(LONG)).isEqualTo(143);
            assertThat(consumer.out()).last().asString().contains("has ended in order; it finished 300 record(s)");
        }
        assertThat(kafka.endOffsets(topic + "-dead").values())
                .singleElement()
                .satisfies(end -> assertThat(end).isPositive());
        assertThat(kafka.members(topic)).isEmpty();
    }

    @Test
    void consumer_unknownTopic_saysSoInOneLine(TestKafka kafka) throws Exception {
        String[] where = {"--bootstrap-servers", kafka.bootstrapServers(), "--topic", "no-such-topic"};

        try (var consumer = start("consumer", where)) {
            assertThat(consumer.awaitExit(LONG)).isEqualTo(ExitStatus.WRONG_OPTIONS);

            assertThat(consumer.err())
                    .singleElement()
                    .asString()
                    .contains("--topic is 'no-such-topic'", "the command 'producer' makes it");
        }
    }

    @Test
    void broker_portInUse_saysSoInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] where = {"--port", Integer.toString(taken.getLocalPort())};

            try (var broker = start("broker", where)) {
                assertThat(broker.awaitExit(LONG)).isEqualTo(ExitStatus.WRONG_OPTIONS);

                assertThat(broker.err())
                        .singleElement()
                        .asString()
                        .contains("--port is '" + taken.getLocalPort() + "'", "give another port");
            }
        }
    }

    @Test
    void broker_directoryOfSomethingElse_saysSoInOneLine() throws Exception {
        Files.writeString(directory.resolve("diary.txt"), "private");
        String[] where = {"--port", "29092", "--data", directory.toString()};

        try (var broker = start("broker", where)) {
            assertThat(broker.awaitExit(LONG)).isEqualTo(ExitStatus.WRONG_OPTIONS);

            assertThat(broker.err())
                    .singleElement()
                    .asString()
                    .contains("--data is '" + directory + "'", "no Kafka cluster's", "name another directory");
        }
    }

    @Test
    void broker_dataOfMoreNodes_namesTheirNumber() throws Exception {
        Files.writeString(directory.resolve("cluster.lock"), "");
        Files.writeString(directory.resolve("cluster.properties"), "cluster.id=any\nnodes=3\n");
        String[] where = {"--port", "29092", "--data", directory.toString()};

        try (var broker = start("broker", where)) {
            assertThat(broker.awaitExit(LONG)).isEqualTo(ExitStatus.WRONG_OPTIONS);

            assertThat(broker.err())
                    .singleElement()
                    .asString()
                    .contains("--nodes is '1'", "a cluster of 3 node(s)", "give --nodes 3");
        }
    }

    private DemoProcess start(String command, String[] where, String... options) throws IOException {
        var args = new String[1 + where.length + options.length];
        args[0] = command;
        System.arraycopy(where, 0, args, 1, where.length);
        System.arraycopy(options, 0, args, 1 + where.length, options.length);
        return DemoProcess.start(DemoProcess.ownJava(), Files.createDirectories(directory.resolve(command)), args);
    }

    private static long committed(TestKafka kafka, String group) {
        return kafka.committedOffsets(group).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
