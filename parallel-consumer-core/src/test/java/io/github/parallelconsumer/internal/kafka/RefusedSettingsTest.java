package io.github.parallelconsumer.internal.kafka;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that are passed through and that a client of Kafka refuses: the start fails, and no thread of it is left. */
class RefusedSettingsTest {

    private final Set<Thread> before = threads();

    @ParameterizedTest
    @CsvSource({
        "bootstrap.servers, nonsense",
        "bootstrap.servers, host:port",
        "bootstrap.servers, localhost:99999999",
        "group.protocol, third",
        "session.timeout.ms, soon",
        "auto.offset.reset, sometimes",
        "fetch.max.bytes, -1",
        "isolation.level, read_everything",
        "security.protocol, NONE",
        "metric.reporters, no.such.Reporter",
        "interceptor.classes, no.such.Interceptor",
        "receive.buffer.bytes, -7"
    })
    void start_consumerRefusesASetting_namesItAndItsValueAndLeavesNoThread(String setting, String value) {
        var config = config(Map.of(setting, value), Map.of());

        assertThatThrownBy(() -> ParallelConsumer.start(config, (record, context) -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Kafka's consumer refuses its settings")
                .hasMessageContaining(value);
        assertNoThreadIsLeft();
    }

    /** By then there is a consumer already. */
    @ParameterizedTest
    @CsvSource({
        "linger.ms, soon",
        "compression.type, best",
        "delivery.timeout.ms, 1",
        "bootstrap.servers, nonsense",
        "partitioner.class, no.such.Partitioner"
    })
    void start_producerOfDeadLettersRefusesASetting_namesItsValueAndLeavesNoThread(String setting, String value) {
        var config = config(Map.of(), Map.of(setting, value));

        assertThatThrownBy(() -> ParallelConsumer.start(config, (record, context) -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("producer")
                .hasMessageContaining(setting.equals("delivery.timeout.ms") ? setting : value);
        assertNoThreadIsLeft();
    }

    @Test
    void start_noHandlerOrNoConfiguration_isRefusedAndLeavesNoThread() {
        var config = config(Map.of(), Map.of());

        assertThatThrownBy(() -> ParallelConsumer.start(config, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the handler is missing: do not give null");
        assertThatThrownBy(() -> ParallelConsumer.start(null, (record, context) -> {}))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the configuration is missing: do not give null");
        assertNoThreadIsLeft();
    }

    /** Each would leave a selector and its pipe. */
    @Test
    void start_refusedAgainAndAgain_leavesNoFileOpen() throws Exception {
        start_consumerRefusesASetting_namesItAndItsValueAndLeavesNoThread("bootstrap.servers", "nonsense");
        long open = openFiles();
        for (int i = 0; i < 50; i++) {
            start_producerOfDeadLettersRefusesASetting_namesItsValueAndLeavesNoThread("linger.ms", "soon");
        }
        assertThat(openFiles()).isLessThan(open + 25);
    }

    private static long openFiles() throws Exception {
        var directory = Path.of("/proc/self/fd");
        if (!Files.isDirectory(directory)) {
            return 0; // not told by this system
        }
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }

    private void assertNoThreadIsLeft() {
        until("no thread is left", () -> {
            var left = threads();
            left.removeAll(before);
            return left.isEmpty();
        });
    }

    /** Those of consumers and clients; the JVM and the test framework have others that come and go. */
    private static Set<Thread> threads() {
        var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().matches("(?i).*(kafka|consumer|producer|dead).*"));
        return threads;
    }

    private static ParallelConsumerConfig<String, String> config(
            Map<String, Object> consumer, Map<String, Object> producer) {
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", "localhost:9", "group.id", "g"));
        kafka.putAll(consumer);
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .deadLetters(DeadLetters.to("dead").producer(producer))
                .build();
    }
}
