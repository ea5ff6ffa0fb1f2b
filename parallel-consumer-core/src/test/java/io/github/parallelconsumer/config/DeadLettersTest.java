package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.internal.ScriptedSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a configuration makes of dead letters. */
class DeadLettersTest {

    private final Map<String, Object> kafka =
            new HashMap<>(Map.of("bootstrap.servers", "unused:9", "group.id", "g", "client.id", "c"));

    @Test
    void build_nothingSaid_wantsNone() {
        assertThat(builder().build().wantsDeadLetters()).isFalse();
        assertThat(builder().build().deadLetters()).isEmpty();
        assertThat(builder().build().deadLetterSink()).isEmpty();
    }

    @Test
    void build_policyNamesATopic_isEnough() {
        var config = builder().retry(policy(OnExhausted.deadLetter("dlt"))).build();
        assertThat(config.wantsDeadLetters()).isTrue();
        assertThat(config.deadLetterProducerProperties()).containsEntry("bootstrap.servers", "unused:9");
    }

    @Test
    void producer_settingsOfTheConsumer_areTakenWhereBothClientsKnowThem() {
        kafka.putAll(Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "secret",
                "ssl.truststore.location", "/t",
                "client.dns.lookup", "resolve_canonical_bootstrap_servers_only",
                "request.timeout.ms", 1234,
                "interceptor.classes", "of.the.Consumer",
                "acks", "0",
                "linger.ms", 77,
                "my.login.url", "here"));
        kafka.put("max.poll.records", 7);
        var producer = builder().build().deadLetterProducerProperties();

        assertThat(producer)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "secret")
                .containsEntry("ssl.truststore.location", "/t")
                .containsEntry("client.dns.lookup", "resolve_canonical_bootstrap_servers_only")
                .containsEntry("request.timeout.ms", 1234)
                .containsEntry("my.login.url", "here")
                .containsEntry("client.id", "c-dead-letters")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 2_000)
                .containsEntry("key.serializer", ByteArraySerializer.class)
                .containsEntry("value.serializer", ByteArraySerializer.class)
                .doesNotContainKeys(
                        "interceptor.classes", "linger.ms", "group.id", "max.poll.records", "key.deserializer");
    }

    @Test
    void producer_overrides_winOverTheConsumersSettings() {
        kafka.put("request.timeout.ms", 1234);
        var letters = DeadLetters.to("dlt")
                .producer(Map.of("request.timeout.ms", 5, "client.id", "mine", "linger.ms", 1, "acks", "-1"));
        assertThat(builder().deadLetters(letters).build().deadLetterProducerProperties())
                .containsEntry("request.timeout.ms", 5)
                .containsEntry("client.id", "mine")
                .containsEntry("linger.ms", 1)
                .containsEntry("acks", "all");
    }

    @ParameterizedTest
    @CsvSource({
        "acks, 0",
        "acks, 1",
        "enable.idempotence, false",
        "transactional.id, t",
        "key.serializer, some.Class",
        "value.serializer, some.Class"
    })
    void build_overrideThatWeakensThePromise_isNamedWithItsValueAndTheRemedy(String setting, String value) {
        var builder = builder().deadLetters(DeadLetters.to("dlt").producer(Map.of(setting, value)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting + " of the dead letters' producer is " + value + ": remove it");
    }

    static Stream<ConfigBuilder<String, String>> consumedTopics() {
        return Stream.of(
                new DeadLettersTest().builder().deadLetters(DeadLetters.to("orders")),
                new DeadLettersTest().builder().retry(policy(OnExhausted.deadLetter("orders"))),
                new DeadLettersTest()
                        .builder()
                        .topics(List.of())
                        .topics(Pattern.compile("or.*"))
                        .deadLetters(DeadLetters.to("orders")));
    }

    @ParameterizedTest
    @MethodSource("consumedTopics")
    void build_topicIsConsumed_isAnError(ConfigBuilder<String, String> builder) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("dead letter topic is 'orders': name one that is not consumed");
    }

    @Test
    void build_topicHasNoValidName_isAnError() {
        assertThatThrownBy(() -> builder().deadLetters(DeadLetters.to("a b")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("dead letter topic is 'a b'");
    }

    @Test
    void build_ownSinkWithSettingsForKafkas_isAnError() {
        for (var letters : List.of(
                DeadLetters.to("dlt").samePartition(), DeadLetters.to("dlt").producer(Map.of("linger.ms", 1)))) {
            var builder = builder().deadLetterSink(new ScriptedSink()).deadLetters(letters);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("deadLetterSink is");
        }
        builder()
                .deadLetterSink(new ScriptedSink())
                .deadLetters(DeadLetters.to("dlt").dropOversizeValue())
                .build();
    }

    @Test
    void with_eachMethod_changesACopy() {
        var plain = DeadLetters.to("dlt");
        var all = plain.samePartition().dropOversizeValue().producer(Map.of("linger.ms", 1));
        assertThat(plain.keepsPartition() || plain.dropsOversizeValue()).isFalse();
        assertThat(plain.producerOverrides()).isEmpty();
        assertThat(all.keepsPartition() && all.dropsOversizeValue()).isTrue();
        assertThat(all.producerOverrides().get("linger.ms")).isEqualTo(1);
    }

    private ConfigBuilder<String, String> builder() {
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("orders");
    }

    private static RetryPolicy policy(OnExhausted onExhausted) {
        return RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(onExhausted);
    }
}
