package io.github.parallelconsumer.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the producer of dead letters: the consumer's, as far as both clients have them, the user's over those,
 * and over all what the promises of dead letters need. Stateless.
 */
final class ProducerSettings {

    /** What the clients share by name but not by meaning. */
    private static final Set<String> NOT_SHARED =
            Set.of(ConsumerConfig.CLIENT_ID_CONFIG, ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    /** A sender that is stuck on the metadata of one topic keeps the letters for the others waiting. */
    private static final int MAX_BLOCK_MS = 2_000;
    /** What could be consumed is not refused by the client: how large a record may be is the broker's matter. */
    private static final int MAX_REQUEST_SIZE = 32 * 1024 * 1024;

    private ProducerSettings() {}

    static Map<String, Object> of(Map<String, Object> consumer, Map<String, ?> overrides) {
        var settings = new HashMap<String, Object>();
        consumer.forEach((name, value) -> {
            if (isShared(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, consumer.get(ConsumerConfig.CLIENT_ID_CONFIG) + "-dead-letters");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_SIZE);
        settings.putAll(overrides);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /** What neither client knows is meant for something the user plugs in, such as a login. */
    private static boolean isShared(String name) {
        boolean consumers = ConsumerConfig.configNames().contains(name);
        boolean producers = ProducerConfig.configNames().contains(name);
        return consumers == producers && !NOT_SHARED.contains(name);
    }

    static void check(Map<String, ?> overrides, Errors errors) {
        Secrets.check(overrides, ProducerConfig.configDef(), errors);
        unless(
                overrides,
                ProducerConfig.ACKS_CONFIG,
                Set.of("all", "-1"),
                "remove it, since a dead letter counts as stored only when all in-sync replicas have it",
                errors);
        unless(
                overrides,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                Set.of("true"),
                "remove it, since without it the client's own retries store a dead letter twice",
                errors);
        var bytes = "remove it, since dead letters keep the original bytes";
        unless(overrides, ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, Set.of(), bytes, errors);
        unless(overrides, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, Set.of(), bytes, errors);
        unless(
                overrides,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                Set.of(),
                "remove it, since a dead letter in a transaction that nobody commits would never be read",
                errors);
    }

    private static void unless(
            Map<String, ?> overrides, String setting, Set<String> allowed, String remedy, Errors errors) {
        var value = overrides.get(setting);
        if (value != null && !allowed.contains(text(value))) {
            errors.add(setting + " of the dead letters' producer", value, remedy);
        }
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value).trim().toLowerCase(Locale.ROOT);
    }
}
