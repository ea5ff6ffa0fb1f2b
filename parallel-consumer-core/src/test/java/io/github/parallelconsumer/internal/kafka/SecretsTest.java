package io.github.parallelconsumer.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.Logged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings with a secret that the clients refuse: neither they nor we show it. */
final class SecretsTest {

    private static final String SECRET = "sentinel4711";
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule";

    static Stream<Map<String, Object>> refused() {
        var logins = Stream.of(
                        "%s required username=\"u\" password=\"%s\"",
                        "%s username=\"u\" password=\"%s\";",
                        "%s required username=\"u\" password=\"%s;",
                        "%s required username=\"u\" password=my %s;",
                        "%s required username=\"u\" password=\"a\"%s\";",
                        "%s required username=\"u\" \"it's %s\";",
                        "%s %s;")
                .map(form -> login(form.formatted(MODULE, SECRET)));
        var stores = Stream.<Map<String, Object>>of(
                Map.of("ssl.truststore.location", "/none/there.p12", "ssl.truststore.password", SECRET),
                Map.of(
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.key",
                        SECRET,
                        "ssl.keystore.certificate.chain",
                        SECRET),
                Map.of("ssl.truststore.type", "PEM", "ssl.truststore.certificates", SECRET),
                Map.of("ssl.keystore.location", "/none/there.p12", "ssl.key.password", SECRET),
                Map.of("ssl.keystore.password", List.of(SECRET)));
        return Stream.concat(logins, stores.map(store -> with(Map.of("security.protocol", "SSL"), store)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void start_consumersSettingsRefused_tellsNoSecret(Map<String, Object> settings) {
        assertRefusedInSilence(builder(with(kafka(), settings)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void start_producersSettingsRefused_tellsNoSecret(Map<String, Object> settings) {
        assertRefusedInSilence(
                builder(kafka()).deadLetters(DeadLetters.to("dead").producer(settings)));
    }

    @Test
    void toString_configuration_tellsNoSecret() {
        var letters = DeadLetters.to("dead").producer(Map.of("ssl.key.password", SECRET));
        var builder = builder(with(kafka(), Map.of("my.login.secret", SECRET))).deadLetters(letters);

        assertThat(List.of(letters, builder, builder.build()).toString()).doesNotContain(SECRET);
    }

    private static void assertRefusedInSilence(ConfigBuilder<?, ?> builder) {
        try (var logged = Logged.by("ROOT")) {
            var failure = catchThrowable(() -> ParallelConsumer.start(builder.build(), (record, context) -> {})
                    .close());

            assertThat(failure).isInstanceOf(ConfigurationException.class);
            assertThat(text(failure)).doesNotContain(SECRET);
            assertThat(logged.messages()).noneMatch(line -> line.contains(SECRET));
        }
    }

    private static ConfigBuilder<String, String> builder(Map<String, Object> settings) {
        return ParallelConsumerConfig.<String, String>builder(settings)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t");
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", "127.0.0.1:9", "group.id", "g");
    }

    private static Map<String, Object> login(String jaas) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-256", "sasl.jaas.config", jaas);
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static String text(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
