package io.github.parallelconsumer.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The settings of Kafka's consumer: those the user gave, checked, and those this library decides. Immutable. */
final class KafkaSettings {

    private static final int DEFAULT_MAX_POLL_RECORDS = ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
    private static final int DEFAULT_MAX_POLL_INTERVAL_MS = 300_000;
    private static final Duration LONGEST_DEFAULT_DRAIN = Duration.ofSeconds(20);

    private final Map<String, Object> given;

    private KafkaSettings(Map<String, Object> given) {
        this.given = given;
    }

    static KafkaSettings check(Map<?, ?> properties, Errors errors) {
        var given = copy(properties, errors);
        require(
                given,
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "name the brokers, as host:port, comma-separated",
                errors);
        require(given, ConsumerConfig.GROUP_ID_CONFIG, "name the consumer group", errors);
        var autoCommit = given.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);
        if (autoCommit != null
                && !"false".equalsIgnoreCase(autoCommit.toString().trim())) {
            errors.add(
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    autoCommit,
                    "set it to false or remove it, since Kafka would commit records whose handlers still run");
        }
        positive(
                given,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                DEFAULT_MAX_POLL_RECORDS,
                Limits.MOST_CONCURRENCY,
                errors);
        positive(
                given,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                DEFAULT_MAX_POLL_INTERVAL_MS,
                Integer.MAX_VALUE,
                errors);
        Secrets.check(given, ConsumerConfig.configDef(), errors);
        given.computeIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, key -> "parallel-consumer-" + randomSuffix());
        return new KafkaSettings(given);
    }

    private static Map<String, Object> copy(Map<?, ?> properties, Errors errors) {
        var copy = new HashMap<String, Object>();
        if (!errors.given("the properties of Kafka's consumer", properties)) {
            return copy;
        }
        if (properties instanceof Properties withDefaults) {
            withDefaults.stringPropertyNames().forEach(name -> copy.put(name, withDefaults.getProperty(name)));
        }
        properties.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                errors.add("a Kafka property's name", name, "use text for the names");
            } else if (value != null) {
                copy.put(text, value);
            }
        });
        return copy;
    }

    private static void require(Map<String, Object> given, String setting, String remedy, Errors errors) {
        var value = given.get(setting);
        if (value == null || value.toString().isBlank()) {
            errors.missing(setting, remedy);
        }
    }

    private static void positive(Map<String, Object> given, String setting, int byDefault, int most, Errors errors) {
        var value = given.computeIfAbsent(setting, key -> byDefault);
        if (parse(value) < 1 || parse(value) > most) {
            errors.add(setting, value, "give a whole number from 1 to " + most);
            given.put(setting, byDefault);
        }
    }

    private static int parse(Object value) {
        try {
            return Integer.parseInt(value.toString().trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The settings to make Kafka's consumer with: bytes in and out, no commits and no topics of its own making. */
    Map<String, Object> forConsumer() {
        var settings = new HashMap<>(given);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    @Nullable
    Object given(String setting) {
        return given.get(setting);
    }

    String text(String setting) {
        return String.valueOf(given.get(setting));
    }

    int number(String setting) {
        return parse(String.valueOf(given.get(setting)));
    }

    int maxPollRecordsOrDefault() {
        return number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    }

    RebalancePolicy defaultRebalance() {
        var share = maxPollInterval().multipliedBy(3).dividedBy(5);
        return RebalancePolicy.drain(share.compareTo(LONGEST_DEFAULT_DRAIN) < 0 ? share : LONGEST_DEFAULT_DRAIN);
    }

    void checkRebalance(RebalancePolicy policy, Errors errors) {
        switch (policy) {
            case RebalancePolicy.Drain drain -> {
                if (drain.timeout().compareTo(longestDrain()) > 0) {
                    errors.add(
                            "rebalance drain timeout",
                            drain.timeout(),
                            "give at most 4/5 of max.poll.interval.ms (" + longestDrain()
                                    + "), or the group expels us");
                }
            }
            case RebalancePolicy.Release atOnce -> {} // has no time to check
        }
    }

    private Duration longestDrain() {
        return maxPollInterval().multipliedBy(4).dividedBy(5);
    }

    private Duration maxPollInterval() {
        return Duration.ofMillis(number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    }

    private static String randomSuffix() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
