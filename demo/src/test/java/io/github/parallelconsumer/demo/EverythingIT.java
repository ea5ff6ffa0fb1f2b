package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar without a command, as most people do first. */
class EverythingIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern KAFKA = Pattern.compile("Kafka answers at (\\S+);");

    @TempDir
    private Path directory;

    @Test
    void main_noCommand_runsTwoConsumersAndEndsThemOnCtrlC() throws Exception {
        try (var demo = DemoProcess.startInTerminal(directory, "--port", "0")) {
            await().atMost(LONG).until(() -> committed(demo) > 0);
            var children = demo.descendants();
            assertThat(children).as("a broker and two consumers").hasSize(3);
            assertThat(URI.create(demo.page().orElseThrow()).getPort()).isPositive();

            demo.interrupt();

            assertThat(demo.awaitExit(LONG)).isEqualTo(130);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.temporaryFiles()).isEmpty();
            assertThat(demo.out())
                    .contains("consumer-1 has ended with status 143.", "consumer-2 has ended with status 143.");
            assertThat(demo.out()).last().isEqualTo("All consumers have ended.");
            assertThat(demo.err()).last().asString().endsWith(": ended by a signal");
        }
    }

    @Test
    void main_killed_leavesNothing() throws Exception {
        try (var demo = DemoProcess.startInTerminal(directory, "--port", "0", "--consumers", "1")) {
            await().atMost(LONG).until(() -> demo.page().isPresent());
            var children = demo.descendants();
            assertThat(children).as("a broker and a consumer").hasSize(2);

            demo.kill();

            await().atMost(LONG).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
            await().atMost(LONG).until(() -> demo.temporaryFiles().isEmpty());
        }
    }

    @Test
    void main_portInUse_saysSoInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var demo = DemoProcess.startInTerminal(directory, "--port", Integer.toString(taken.getLocalPort()))) {
            assertThat(demo.awaitExit(LONG)).isEqualTo(2);

            assertThat(demo.out()).isEmpty();
            assertThat(demo.err())
                    .singleElement()
                    .asString()
                    .contains("--port is '" + taken.getLocalPort() + "'", "give a port that is free");
        }
    }

    /** How many records the group has committed. */
    private static long committed(DemoProcess demo) throws Exception {
        var kafka = demo.told(KAFKA);
        if (kafka.isEmpty()) {
            return 0;
        }
        var settings = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get());
        try (var admin = Admin.create(settings)) {
            var group = admin.describeConsumerGroups(List.of("demo")).all().toCompletionStage();
            var members = group.handle((found, missing) ->
                            missing == null ? found.get("demo").members().size() : 0)
                    .toCompletableFuture()
                    .get();
            return members < 2
                    ? 0
                    : admin.listConsumerGroupOffsets("demo").partitionsToOffsetAndMetadata().get().values().stream()
                            .mapToLong(offset -> offset.offset())
                            .sum();
        }
    }
}
