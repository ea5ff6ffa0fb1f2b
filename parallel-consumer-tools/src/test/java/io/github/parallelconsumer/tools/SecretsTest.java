package io.github.parallelconsumer.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login or a password that Kafka's clients cannot read: what they repeat of it may be the password. */
final class SecretsTest {

    private static final String SECRET = "sentinel4711";

    @ParameterizedTest
    @ValueSource(strings = {"required username=\"u\" password=my " + SECRET, "\"" + SECRET + "\""})
    void run_loginUnreadable_saysSoAndTellsNoSecret(String rest) {
        var login = "org.apache.kafka.common.security.scram.ScramLoginModule " + rest + ";";
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers",
                "127.0.0.1:9",
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-256",
                "sasl.jaas.config",
                login);

        var failure = catchThrowable(
                () -> DeadLetterRedrive.builder(kafka, "dead").build().run());

        assertThat(failure).isInstanceOf(RedriveException.class).hasMessageContaining("JAAS config");
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(SECRET);
    }

    @Test
    void build_passwordIsNoText_isRefusedByNameAndTellsNoSecret() {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", "127.0.0.1:9", "ssl.keystore.password", List.of(SECRET));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLetterRedrive.builder(kafka, "dead").build())
                .withMessageStartingWith("ssl.keystore.password is a ")
                .withMessageEndingWith("give it as text");
    }
}
