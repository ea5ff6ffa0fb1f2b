package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.parallelconsumer.demo.ComposeFile.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compose file: a cluster that finds itself, and a demo that finds the cluster. */
class ComposeTest {

    private static final String PINNED = "[a-z/-]+:\\d+\\.\\d+\\.\\d+\\S*";

    private ComposeFile file;

    @BeforeEach
    void read() throws IOException {
        file = ComposeFile.read();
    }

    @Test
    void services_areThreeBrokersAndTheDemoOnRequest() {
        assertThat(file.services())
                .containsOnlyKeys("kafka-1", "kafka-2", "kafka-3", "viewer", "producer", "consumer-1", "consumer-2");
        assertThat(file.brokers()).hasSize(3).noneMatch(Service::optional);
        assertThat(file.demos()).hasSize(4).allMatch(Service::optional);
    }

    @Test
    void brokers_allVoteAndKnowEachOther() {
        var voters = brokersNamed()
                .map(broker -> broker.getValue().environment().get("KAFKA_NODE_ID") + "@" + broker.getKey() + ":29092")
                .toList();

        assertThat(new HashSet<>(settings("KAFKA_NODE_ID"))).hasSize(3);
        assertThat(new HashSet<>(settings("CLUSTER_ID"))).hasSize(1);
        assertThat(settings("KAFKA_PROCESS_ROLES")).containsOnly("broker,controller");
        assertThat(settings("KAFKA_CONTROLLER_QUORUM_VOTERS")).containsOnly(String.join(",", voters));
        assertThat(settings("KAFKA_LISTENERS")).containsOnly("INSIDE://:19092,OUTSIDE://:9092,CONTROLLER://:29092");
    }

    @Test
    void brokers_advertiseWhereTheyAreFound() {
        assertThat(brokersNamed()).allSatisfy(broker -> {
            var published = broker.getValue().ports().getFirst().split(":", -1);
            assertThat(published).hasSize(3).endsWith("9092");
            assertThat(broker.getValue().environment().get("KAFKA_ADVERTISED_LISTENERS"))
                    .isEqualTo("INSIDE://" + broker.getKey() + ":19092,OUTSIDE://localhost:" + published[1]);
        });
    }

    @Test
    void ports_areDistinctAndOnTheLoopbackInterface() {
        var ports = file.services().values().stream()
                .flatMap(service -> service.ports().stream())
                .toList();

        assertThat(ports).hasSize(4).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
        assertThat(ports.stream().map(port -> port.split(":", -1)[1])).doesNotHaveDuplicates();
    }

    /** The tests in containers take the same image. */
    @Test
    void images_arePinned() throws IOException {
        var kafka = file.brokers().getFirst().image();
        assertThat(file.brokers()).extracting(Service::image).containsOnly(kafka);
        assertThat(kafka).matches(PINNED);
        assertThat(Files.readString(DocText.PROJECT.resolve(".ci/run"))).contains("readonly image=" + kafka + "\n");
        assertThat(Files.readAllLines(DocText.PROJECT.resolve("demo/Dockerfile")))
                .filteredOn(line -> line.startsWith("FROM "))
                .singleElement()
                .asString()
                .matches("FROM eclipse-temurin:21\\.\\d+\\.\\d+_\\d+-jre");
    }

    @Test
    void demos_commands_existAndNameAllBrokers() {
        var brokers = brokersNamed().map(broker -> broker.getKey() + ":19092").toList();

        assertThat(file.demos()).allSatisfy(demo -> {
            var parsed = Demo.commandLine()
                    .parseArgs(demo.command().toArray(String[]::new))
                    .subcommand();
            if (!parsed.commandSpec().name().equals("viewer")) {
                assertThat(parsed.<String>matchedOptionValue("--bootstrap-servers", ""))
                        .isEqualTo(String.join(",", brokers));
                assertThat(parsed.matchedOption("--viewer").<URI>getValue()).hasToString("http://viewer:8081");
            }
        });
    }

    /** Skipped where the machine has no Compose; the other tests read the file themselves. */
    @Test
    void config_isValidForCompose() throws Exception {
        var compose = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(ComposeTest::isThere)
                .findFirst();
        assumeTrue(compose.isPresent(), "neither docker compose nor docker-compose on this machine");

        var command =
                Stream.concat(compose.orElseThrow().stream(), Stream.of("--profile", "demo", "config", "--quiet"));

        assertThat(DocCheck.exitStatus(command.toList())).isZero();
    }

    private static boolean isThere(List<String> compose) {
        var names = Stream.concat(compose.stream(), Stream.of("version")).toArray(String[]::new);
        try {
            return DocCheck.exitStatus(Arrays.asList("bash", "-c", String.join(" ", names))) == 0;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Stream<Map.Entry<String, Service>> brokersNamed() {
        return file.services().entrySet().stream()
                .filter(service -> service.getValue().isBroker());
    }

    private List<String> settings(String name) {
        return file.brokers().stream()
                .map(broker -> broker.environment().get(name))
                .toList();
    }
}
