package io.github.parallelconsumer.internal.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of the Kafka client are refused. */
class ClientVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.8.2", "3.9.1", "4.0.0-rc1", "4.0.2", "3.10.0-vendor-7"})
    void check_tooOld_isRefusedWithFoundNeededAndRemedy(String found) {
        assertThatThrownBy(() -> ClientVersion.check(found))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kafka-clients on the class path is " + found)
                .hasMessageContaining("4.1 or later is needed")
                .hasMessageContaining("raise org.apache.kafka:kafka-clients");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4.1.0", "4.4.0", "4.10.0", "5.0.0-SNAPSHOT", "10.0", "8.2.0-ccs", "vendor-r3", "unknown", ""})
    void check_newEnoughOrNotAVersion_passes(String found) {
        assertThatCode(() -> ClientVersion.check(found)).doesNotThrowAnyException();
    }

    @Test
    void check_clientOnTheClassPath_passes() {
        assertThatCode(ClientVersion::check).doesNotThrowAnyException();
    }
}
