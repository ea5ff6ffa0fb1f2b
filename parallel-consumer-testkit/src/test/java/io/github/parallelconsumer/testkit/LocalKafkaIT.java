package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One broker: its signals, its data, its settings and its end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsLocalKafka
final class LocalKafkaIT {
    private LocalKafka kafka;
    private KafkaNode node;

    @BeforeAll
    void start() {
        kafka = LocalKafka.builder().property("group.max.size", "17").start();
        node = kafka.node(0);
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void stop_thenRestart_keepsDataAndPort() {
        String topic = topicWithRecords(100);
        String bootstrapServer = node.bootstrapServer();

        node.stop();
        assertThat(node.isRunning()).isFalse();
        assertThat(LoopbackPorts.isListening(node.port())).isFalse();
        node.restart();

        assertThat(node.bootstrapServer()).isEqualTo(bootstrapServer).isEqualTo(kafka.bootstrapServers());
        assertThat(kafka.endOffsets(topic)).containsValue(100L).hasSize(1);
    }

    @Test
    void kill_thenRestart_keepsWhatWasAcknowledged() {
        String topic = topicWithRecords(100);
        long pid = node.pid();

        node.kill();
        assertThat(node.isRunning()).isFalse();
        node.restart();

        assertThat(node.pid()).isNotEqualTo(pid);
        assertThat(kafka.endOffsets(topic)).containsValue(100L).hasSize(1);
    }

    @Test
    void restart_running_stopsItFirst() {
        String topic = topicWithRecords(10);
        long pid = node.pid();

        node.restart();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(kafka.endOffsets(topic)).containsValue(10L).hasSize(1);
    }

    @Test
    void freeze_requests_timeOutUntilThaw() throws ExecutionException, InterruptedException {
        try (Admin impatient = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 500))) {
            node.freeze();
            assertThat(node.isRunning()).isTrue();
            assertThat(LoopbackPorts.isListening(node.port())).isTrue();
            assertThatThrownBy(() -> impatient.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
            node.thaw();
        }

        assertThat(kafka.admin().listTopics().names().get()).isNotNull();
    }

    @Test
    void property_given_winsOverTheDefault() throws ExecutionException, InterruptedException {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        Config config =
                kafka.admin().describeConfigs(List.of(broker)).all().get().get(broker);

        assertThat(config.get("group.max.size").value()).isEqualTo("17");
        assertThat(config.get("group.consumer.heartbeat.interval.ms").value()).isEqualTo("500");
    }

    @Test
    void log_itsDirectory_holdsTheBrokersLinesAndNoComplaintAboutLogging() throws IOException {
        assertThat(Files.readString(node.logFile()))
                .contains("INFO [KafkaRaftServer nodeId=1] Kafka Server started")
                .doesNotContain("SLF4J", "StatusLogger", "log4j:WARN");
    }

    @Test
    void close_processAndFiles_areGone() {
        LocalKafka shortLived = LocalKafka.start();
        long pid = shortLived.node(0).pid();
        Path log = shortLived.node(0).logFile();
        assertThat(log).exists();

        shortLived.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(log.getParent().getParent()).doesNotExist();
        assertThatThrownBy(shortLived::admin).hasMessageContaining("closed");
    }

    private String topicWithRecords(int count) {
        String topic = kafka.createTopic(TestKafka.uniqueName("numbers"), 1);
        kafka.produce(Records.numbered(topic, count, 10));
        return topic;
    }
}
