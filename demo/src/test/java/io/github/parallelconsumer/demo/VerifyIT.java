package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar as its users do. */
@ExtendWith(KafkaExtension.class)
class VerifyIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void verify_ownBroker_printsJsonLastAndLeavesNothing() throws Exception {
        try (var demo = start("--records", "2000", "--ordering", "key", "--concurrency", "50")) {
            var status = demo.awaitExit(LONG);

            assertThat(status).as("%s %s", demo.out(), demo.err()).isZero();
            var report = report(demo);
            assertThat(report.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "records",
                            "processed",
                            "lost",
                            "duplicates",
                            "orderViolations",
                            "maxConcurrencySeen",
                            "concurrency",
                            "seconds",
                            "recordsPerSecond",
                            "committedLag");
            assertAllIsWell(report, 2_000, 50);
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void verify_givenCluster_usesItAndDeletesWhatItHasMade(TestKafka kafka) throws Exception {
        var servers = kafka.bootstrapServers();

        try (var demo = start(
                "--records=500",
                "--ordering=PARTITION",
                "--handler-millis=0",
                "--keys=20",
                "--partitions=3",
                "--concurrency=8",
                "--bootstrap-servers=" + servers)) {
            var status = demo.awaitExit(LONG);

            assertThat(status).as("%s %s", demo.out(), demo.err()).isZero();
            assertAllIsWell(report(demo), 500, 8);
            assertThat(report(demo).get("maxConcurrencySeen").asInt()).isLessThanOrEqualTo(3);
        }
        assertNothingLeft(kafka);
    }

    @Test
    void verify_sigterm_endsBrokerAndDeletesFiles() throws Exception {
        try (var demo = start("--records", "10000", "--concurrency", "10", "--handler-millis", "200")) {
            await().atMost(LONG).until(demo::consumes);
            var broker = demo.descendants();
            assertThat(broker).hasSize(1);

            demo.terminate();

            assertThat(demo.awaitExit(LONG)).isEqualTo(143);
            assertThat(demo.err()).last().asString().isEqualTo("verify: ended by a signal");
            assertThat(demo.out()).noneMatch(line -> line.startsWith("{"));
            await().until(() -> broker.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void verify_sigtermOnGivenCluster_leavesGroupAndDeletesWhatItHasMade(TestKafka kafka) throws Exception {
        try (var demo = start(
                "--records",
                "5000",
                "--concurrency",
                "10",
                "--handler-millis",
                "200",
                "--bootstrap-servers",
                kafka.bootstrapServers())) {
            await().atMost(LONG).until(demo::consumes);

            demo.terminate();

            assertThat(demo.awaitExit(LONG)).isEqualTo(143);
        }
        assertNothingLeft(kafka);
    }

    @Test
    void verify_brokerDies_saysSoInOneLine() throws Exception {
        try (var demo = start("--records", "10000", "--concurrency", "10", "--handler-millis", "200")) {
            await().atMost(LONG).until(demo::consumes);

            demo.descendants().forEach(ProcessHandle::destroyForcibly);

            assertThat(demo.awaitExit(LONG)).isEqualTo(ExitStatus.NO_KAFKA);
            assertThat(demo.err()).last().asString().isEqualTo("verify: the broker ended in the middle of the run");
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    @Test
    void verify_brokerUnreachable_saysSoInOneLine() throws Exception {
        try (var demo = start("--bootstrap-servers", "127.0.0.1:1")) {
            assertThat(demo.awaitExit(LONG)).isEqualTo(ExitStatus.NO_KAFKA);

            assertThat(demo.out()).isEmpty();
            assertThat(demo.err())
                    .singleElement()
                    .asString()
                    .contains("no Kafka broker answers at 127.0.0.1:1", "advertised listeners", "--bootstrap-servers");
        }
    }

    private DemoProcess start(String... options) throws IOException {
        var args = new String[options.length + 1];
        args[0] = "verify";
        System.arraycopy(options, 0, args, 1, options.length);
        return DemoProcess.start(DemoProcess.ownJava(), directory, args);
    }

    private static JsonNode report(DemoProcess demo) throws IOException {
        assertThat(demo.out()).filteredOn(line -> line.startsWith("{")).hasSize(1);
        return new ObjectMapper().readTree(demo.out().getLast());
    }

    private static void assertAllIsWell(JsonNode report, int records, int concurrency) {
        assertThat(report.get("records").asInt()).isEqualTo(records);
        assertThat(report.get("processed").asInt()).isEqualTo(records);
        assertThat(report.get("lost").asInt()).isZero();
        assertThat(report.get("duplicates").asInt()).isZero();
        assertThat(report.get("orderViolations").asInt()).isZero();
        assertThat(report.get("maxConcurrencySeen").asInt()).isBetween(1, concurrency);
        assertThat(report.get("concurrency").asInt()).isEqualTo(concurrency);
        assertThat(report.get("seconds").asDouble()).isPositive();
        assertThat(report.get("recordsPerSecond").asLong()).isPositive();
        assertThat(report.get("committedLag").asInt()).isZero();
    }

    private static void assertNothingLeft(TestKafka kafka) throws InterruptedException, ExecutionException {
        assertThat(kafka.admin().listTopics().names().get()).noneMatch(topic -> topic.startsWith("verify-"));
        assertThat(kafka.admin().listGroups().all().get())
                .noneMatch(group -> group.groupId().startsWith("verify-"));
    }
}
