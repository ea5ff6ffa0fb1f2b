package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes with every listener that there is. */
@Tag("ci")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsLocalKafka
final class ListenersIT {
    private static final String PASSWORD = TestKafka.uniqueName("secret");

    private LocalKafka kafka;

    @BeforeAll
    void start() {
        kafka = LocalKafka.builder()
                .nodes(2)
                .listeners(Listener.values())
                .user("alice", PASSWORD)
                .start();
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void password_ofTheUser_isOnNoCommandLine() throws IOException {
        for (KafkaNode node : kafka.nodes()) {
            assertThat(Files.readString(Path.of("/proc", Long.toString(node.pid()), "cmdline")))
                    .contains("BrokerProcess")
                    .doesNotContain(PASSWORD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientSettings_ofEachListener_sendAndReadThere(Listener listener) throws Exception {
        String topic = kafka.createTopic(TestKafka.uniqueName("topic"), 1);
        Map<String, Object> settings = kafka.clientSettings(listener);

        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));

            assertThat(records)
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("value"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokers_askedByAListener_nameTheirAddressesOfThisOne(Listener listener) throws Exception {
        Map<String, Object> settings = kafka.clientSettings(listener);

        try (Admin admin = Admin.create(settings)) {
            Collection<Node> nodes = admin.describeCluster().nodes().get();

            assertThat(nodes)
                    .extracting(node -> node.host() + ":" + node.port())
                    .containsExactlyInAnyOrder(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                            .toString()
                            .split(","));
        }
    }

    @Test
    void otherPassword_isRefused() {
        String wrong = new Credentials("alice", "not-it").clientJaas();
        Map<String, Object> settings = with(Listener.SCRAM, SaslConfigs.SASL_JAAS_CONFIG, wrong);

        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void otherTrust_brokerIsRefused() {
        // What comes with Java knows authorities, but not this cluster's certificate.
        Map<String, Object> settings = kafka.clientSettings(Listener.TLS_SCRAM);
        settings.keySet().removeIf(name -> name.startsWith("ssl.truststore."));

        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void proxyOfOneNode_blackHole_holdsUpItsClientsAloneAndTheClusterStaysWhole() throws Exception {
        kafka.proxy(0).blackHole();
        try (Admin first = client(0, Duration.ofSeconds(2));
                Admin second = client(1, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> first.describeCluster().nodes().get()).hasCauseInstanceOf(TimeoutException.class);
            // It may ask the first node in vain before the second.
            assertThat(second.describeCluster().nodes().get()).hasSize(2);
            assertThat(kafka.createTopic(TestKafka.uniqueName("topic"), 2)).isNotNull();
        } finally {
            kafka.proxy(0).restore();
        }
        try (Admin first = client(0, Duration.ofMinutes(1))) {
            assertThat(first.describeCluster().nodes().get()).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void sockets_ofNodesAndProxies_listenOnTheLoopbackInterfaceAlone() throws IOException {
        // Plain, for controllers, and one for each further listener.
        int each = 2 + Listener.values().length;
        for (KafkaNode node : kafka.nodes()) {
            assertThat(ListeningSockets.of(node.pid())).hasSize(each).allMatch(ListeningSockets::isLoopback);
        }
        assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
                .hasSizeGreaterThanOrEqualTo(kafka.nodes().size())
                .allMatch(ListeningSockets::isLoopback);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void sockets_oneThatListensEverywhere_isSeen() throws IOException {
        try (ServerSocket everywhere = new ServerSocket(0)) {
            String port = ":%04X".formatted(everywhere.getLocalPort());
            assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
                    .filteredOn(address -> address.endsWith(port))
                    .singleElement()
                    .matches(address -> !ListeningSockets.isLoopback(address));
        }
    }

    @Test
    void log_ofEachNode_doesNotHoldThePassword() throws IOException {
        for (KafkaNode node : kafka.nodes()) {
            assertThat(Files.readString(node.logFile())).doesNotContain(PASSWORD);
        }
    }

    private Admin client(int node, Duration patience) {
        Map<String, Object> settings = with(Listener.PROXIED, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + kafka.proxy(node).port());
        return Admin.create(settings);
    }

    private Map<String, Object> with(Listener listener, String name, Object value) {
        Map<String, Object> settings = kafka.clientSettings(listener);
        settings.put(name, value);
        return settings;
    }
}
