package io.github.parallelconsumer.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.AuthenticationFailedException;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.testkit.Listener;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Brokers that ask who is there, or show who they are. Whatever happens, no log holds a password or a record's value. */
@NeedsLocalKafka
final class SecurityIT {

    private static final String PASSWORD = Records.UNLOGGED + "-password";
    private static final String OTHER = Records.UNLOGGED + "-other";
    private static final int RECORDS = 40;

    private static LocalKafka kafka;

    private final String topic = TestKafka.uniqueName("secured");
    private final String dead = TestKafka.uniqueName("dead");
    private final String group = TestKafka.uniqueName("group");
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Logged ours = Logged.by("io.github.parallelconsumer", Level.TRACE);
    private final Logged clients = Logged.by("org.apache.kafka", Level.INFO);

    @BeforeAll
    static void start() {
        kafka = LocalKafka.builder()
                .listeners(Listener.TLS, Listener.SCRAM, Listener.TLS_SCRAM)
                .user("alice", PASSWORD)
                .start();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @AfterEach
    void assertSilent() {
        ours.close();
        clients.close();
        assertThat(ours.lines()).isNotEmpty();
        assertThat(clients.lines()).anyMatch(line -> line.contains("ConsumerConfig values"));
        assertThat(Stream.concat(ours.lines().stream(), clients.lines().stream()))
                .noneMatch(line -> line.contains(Records.UNLOGGED));
    }

    @ParameterizedTest
    @CsvSource({"TLS, CONSUMER", "SCRAM, CLASSIC_COOPERATIVE", "TLS_SCRAM, CONSUMER", "TLS_SCRAM, CLASSIC_RANGE"})
    void run_securedListener_handlesAllAndStoresDeadLetters(Listener listener, GroupProtocol protocol) {
        fill();
        var config = config(kafka.clientSettings(listener), protocol)
                .retry(RetryPolicy.fixed(2, Duration.ofMillis(10)).withOnExhausted(OnExhausted.deadLetter(dead)));

        try (var consumer = start(config)) {
            await().atMost(Run.TIMEOUT).until(() -> committed() == RECORDS);
            assertThat(consumer.health().ready()).isTrue();
        }

        assertThat(handled).hasSize(RECORDS - RECORDS / 10);
        assertThat(Letters.read(kafka, dead).all())
                .extracting(letter -> new String(letter.value(), UTF_8))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RECORDS / 10)
                        .mapToObj(tenth -> Records.value(10L * tenth))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void start_wrongPassword_failsWithTheRemedy(GroupProtocol protocol) {
        var settings = kafka.clientSettings(Listener.SCRAM);
        settings.computeIfPresent(
                "sasl.jaas.config", (name, login) -> login.toString().replace(PASSWORD, OTHER));

        failsNaming("sasl.jaas.config", settings, protocol);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void start_brokersCertificateNotTrusted_failsWithTheRemedy(GroupProtocol protocol) {
        var settings = kafka.clientSettings(Listener.TLS_SCRAM);
        settings.keySet().removeIf(name -> name.startsWith("ssl.truststore."));

        failsNaming("ssl.truststore.location", settings, protocol);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void start_ownCertificateMissing_failsWithTheRemedy(GroupProtocol protocol) {
        var settings = kafka.clientSettings(Listener.TLS);
        settings.keySet().removeIf(name -> name.startsWith("ssl.key"));

        failsNaming("ssl.keystore.location", settings, protocol);
    }

    @Test
    void deadLetters_producersPasswordWrong_recordIsHeldAndTheReasonShown() {
        fill();
        var login = kafka.clientSettings(Listener.SCRAM)
                .get("sasl.jaas.config")
                .toString()
                .replace(PASSWORD, OTHER);
        var config = config(kafka.clientSettings(Listener.SCRAM), GroupProtocol.CONSUMER)
                .deadLetters(DeadLetters.to(dead).producer(Map.of("sasl.jaas.config", login)))
                .retry(RetryPolicy.fixed(1, Duration.ofMillis(10)).withOnExhausted(OnExhausted.deadLetter(dead)));

        try (var consumer = start(config)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == RECORDS - RECORDS / 10);
            await().atMost(Run.TIMEOUT)
                    .until(() -> consumer.health().problems().stream()
                            .anyMatch(problem -> problem.contains(dead) && problem.contains("SaslAuthentication")));
            assertThat(consumer.health().live()).isTrue();
            assertThat(consumer.health().problems()).noneMatch(problem -> problem.contains(Records.UNLOGGED));
        }

        assertThat(Letters.read(kafka, dead).all()).isEmpty();
    }

    private void failsNaming(String setting, Map<String, Object> settings, GroupProtocol protocol) {
        fill();
        try (var consumer = start(config(settings, protocol))) {
            assertThatThrownBy(consumer::awaitTermination)
                    .isInstanceOf(ConsumerTerminatedException.class)
                    .cause()
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining(setting)
                    .hasMessageContaining(settings.get("bootstrap.servers").toString())
                    .hasMessageNotContaining(Records.UNLOGGED);
            assertThat(consumer.health().live()).isFalse();
        }
        assertThat(handled).isEmpty();
        assertThat(committed()).isZero();
    }

    private ConfigBuilder<String, String> config(Map<String, Object> settings, GroupProtocol protocol) {
        var all = new HashMap<>(settings);
        all.put("login.of.my.own.password", PASSWORD); // no client knows such a setting
        return Group.builder(settings.get("bootstrap.servers").toString(), group, protocol, all)
                .topics(topic);
    }

    /** Every tenth record fails. */
    private ParallelConsumer start(ConfigBuilder<String, String> config) {
        return ParallelConsumer.start(config.build(), (record, context) -> {
            if (record.offset() % 10 == 0) {
                throw new IllegalStateException("no use");
            }
            handled.add(record.value());
        });
    }

    private void fill() {
        kafka.createTopic(topic, 1);
        kafka.createTopic(dead, 1);
        kafka.produce(
                IntStream.range(0, RECORDS).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
    }

    private long committed() {
        return kafka.committedOffsets(group)
                .getOrDefault(new TopicPartition(topic, 0), new OffsetAndMetadata(0))
                .offset();
    }
}
