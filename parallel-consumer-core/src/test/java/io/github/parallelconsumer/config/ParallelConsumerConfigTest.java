package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.parallelconsumer.api.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said all at once, with the setting, its value and the remedy; what is left out has a default. */
class ParallelConsumerConfigTest {
    private final Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", "unused:9", "group.id", "g"));

    @Test
    void build_everythingWrong_listsAllErrors() {
        kafka.clear();
        kafka.put("enable.auto.commit", "true");
        kafka.put("max.poll.records", 0);
        kafka.put("max.poll.interval.ms", "soon");
        var errors = errors(ParallelConsumerConfig.<String, String>builder(kafka)
                .maxConcurrency(0)
                .maxOffsetSpan(-1)
                .shutdownTimeout(Duration.ZERO));

        assertThat(errors.errors()).hasSize(11);
        assertThat(errors)
                .hasMessageStartingWith("11 errors:")
                .hasMessageContaining("bootstrap.servers is missing: name the brokers")
                .hasMessageContaining("group.id is missing: name the consumer group")
                .hasMessageContaining("enable.auto.commit is true: set it to false")
                .hasMessageContaining("max.poll.records is 0: ")
                .hasMessageContaining("max.poll.interval.ms is soon: ")
                .hasMessageContaining("topics is missing: name at least one")
                .hasMessageContaining("maxConcurrency is 0: give a number")
                .hasMessageContaining("maxOffsetSpan is -1: give a number")
                .hasMessageContaining("shutdownTimeout is PT0S: give a time")
                .hasMessageContaining("key.deserializer is missing: call deserializers")
                .hasMessageContaining("value.deserializer is missing: call deserializers");
    }

    @Test
    void build_oneError_messageIsThatError() {
        assertThat(errors(builder().maxInFlight(5)))
                .hasMessageStartingWith("maxInFlight is 5: give 1012 (2 x maxConcurrency + max.poll.records)");
        assertThat(errors(builder().maxInFlight(0))).hasMessageStartingWith("maxInFlight is 0: give 1012 ");
    }

    /** A whole poll is in flight at once, and each record in flight has a slot in memory from the start. */
    @Test
    void build_morePerPollThanAnyConsumerCanHold_saysWhatItCan() {
        kafka.put("max.poll.records", 1_000_001);
        assertThat(errors(builder()))
                .hasMessageStartingWith("max.poll.records is 1000001: give a whole number from 1 to 1000000");
        kafka.put("max.poll.records", "1000000");
        assertThat(builder().build().maxPollRecords()).isEqualTo(1_000_000);
    }

    @Test
    void build_topicTwiceAndInvalid_namesBoth() {
        assertThat(errors(builder().topics("a", "a", "b c")).errors())
                .hasSize(2)
                .anyMatch(error -> error.contains("name 'a' once only"))
                .anyMatch(error -> error.contains("'b c'"));
    }

    @Test
    void build_handlerTimeoutBelowAMillisecond_isRefused() {
        assertThat(errors(builder().handlerTimeout(Duration.ofNanos(999_999))))
                .hasMessage("handlerTimeout is PT0.000999999S: give a millisecond or more, or leave it out");
        assertThat(builder().build().handlerTimeout()).isEmpty();
        assertThat(builder().handlerTimeout(Duration.ofMillis(1)).build().handlerTimeout())
                .contains(Duration.ofMillis(1));
    }

    @Test
    void build_namesAndAnEmptyPattern_areRefused() {
        assertThat(errors(builder().topics(Pattern.compile(""))).errors())
                .hasSize(2)
                .anyMatch(error -> error.contains("give either names or a pattern"))
                .anyMatch(error -> error.contains("an empty pattern"));
    }

    @Test
    void build_patternAlone_isTheTopics() {
        var pattern = Pattern.compile("orders\\..*");
        var config = builder().topics(List.of()).topics(pattern).build();
        assertThat(config.topicPattern()).containsSame(pattern);
        assertThat(config.topics()).isEmpty();
        assertThat(builder().build().topicPattern()).isEmpty();
    }

    @Test
    void build_drainAlmostAsLongAsThePollInterval_isRefused() {
        kafka.put("max.poll.interval.ms", 10_000);
        assertThat(errors(builder().rebalance(RebalancePolicy.drain(Duration.ofSeconds(9)))))
                .hasMessageContaining("PT9S")
                .hasMessageContaining("give at most 4/5 of max.poll.interval.ms (PT8S)");
        assertThat(builder()
                        .rebalance(RebalancePolicy.drain(Duration.ofSeconds(8)))
                        .build()
                        .rebalance())
                .isEqualTo(RebalancePolicy.drain(Duration.ofSeconds(8)));
    }

    @Test
    void build_defaults_areAsDocumented() {
        var config = builder().build();
        assertThat(config.ordering()).isEqualTo(Ordering.KEY);
        assertThat(config.maxConcurrency()).isEqualTo(256);
        assertThat(config.maxInFlight()).isEqualTo(10_000);
        assertThat(config.maxOffsetSpan()).isEqualTo(1_000_000);
        assertThat(config.maxPollRecords()).isEqualTo(500);
        assertThat(config.commit()).isEqualTo(CommitStrategy.every(Duration.ofSeconds(1)));
        assertThat(config.rebalance()).isEqualTo(RebalancePolicy.drain(Duration.ofSeconds(20)));
        assertThat(config.shutdownTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.retry()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(config.closeOnJvmShutdown()).isFalse();
        assertThat(config.leaveGroupOnClose()).isEmpty();
        assertThat(config.clientId()).startsWith("parallel-consumer-");
        assertThat(config.kafkaProperties())
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("key.deserializer", ByteArrayDeserializer.class);
    }

    @Test
    void build_fewBytesInFlight_isTakenForAnotherUnit() {
        assertThat(errors(builder().maxInFlightBytes(64)))
                .hasMessage("maxInFlightBytes is 64: give 1048576 (1 MiB) or more, in bytes, or leave it out");
        assertThat(errors(builder().maxInFlightBytes(Long.MIN_VALUE)))
                .hasMessageStartingWith("maxInFlightBytes is -9223372036854775808: give");
        assertThat(builder().maxInFlightBytes(1 << 20).build().maxInFlightBytes())
                .isEqualTo(1_048_576);
        assertThat(builder().maxInFlightBytes(Long.MAX_VALUE).build().maxInFlightBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void build_noBytesInFlight_areAnEighthOfTheHeap() {
        assertThat(builder().build().maxInFlightBytes())
                .isEqualTo(Runtime.getRuntime().maxMemory() / 8);
    }

    @Test
    void build_manyAtOnce_raisesTheDefaultInFlight() {
        assertThat(builder().maxConcurrency(10_000).build().maxInFlight()).isEqualTo(20_500);
    }

    @Test
    void build_shortPollInterval_shortensTheDefaultDrain() {
        kafka.put("max.poll.interval.ms", "10000");
        assertThat(builder().build().rebalance()).isEqualTo(RebalancePolicy.drain(Duration.ofSeconds(6)));
    }

    @Test
    void build_propertiesWithDefaults_areReadThrough() {
        var defaults = new Properties();
        defaults.setProperty("group.id", "from-defaults");
        var properties = new Properties(defaults);
        properties.setProperty("bootstrap.servers", "unused:9");
        var config = ParallelConsumerConfig.<String, String>builder(properties)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .build();
        assertThat(config.groupId()).isEqualTo("from-defaults");
    }

    @Test
    void build_namedDeserializers_areMade() {
        kafka.put("key.deserializer", StringDeserializer.class.getName());
        kafka.put("value.deserializer", LongDeserializer.class);
        var config =
                ParallelConsumerConfig.<String, Long>builder(kafka).topics("t").build();
        assertThat(config.keyDeserializer().get()).isInstanceOf(StringDeserializer.class);
        assertThat(config.valueDeserializer().get()).isInstanceOf(LongDeserializer.class);
    }

    @ParameterizedTest
    @CsvSource({"no.such.Class, class path", "java.lang.String, implements"})
    void build_namedDeserializerCannotBeUsed_isRefused(String name, String remedy) {
        kafka.put("key.deserializer", name);
        kafka.put("value.deserializer", name);
        assertThat(errors(ParallelConsumerConfig.<String, String>builder(kafka).topics("t"))
                        .errors())
                .hasSize(2)
                .allMatch(error -> error.contains(name) && error.contains(remedy));
    }

    private ConfigBuilder<String, String> builder() {
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t");
    }

    private static ConfigurationException errors(ConfigBuilder<?, ?> builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build);
    }
}
