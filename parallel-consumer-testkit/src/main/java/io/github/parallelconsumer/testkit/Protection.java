package io.github.parallelconsumer.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** What the listeners of a cluster ask of a client, as settings of both sides. Immutable. */
record Protection(Credentials credentials, @Nullable KeyStores stores) {
    static Protection make(Iterable<Listener> listeners, Credentials credentials, Path directory) {
        KeyStores stores = null;
        for (Listener listener : listeners) {
            if (stores == null && listener.isEncrypted()) {
                stores = KeyStores.make(directory, credentials.password());
            }
        }
        return new Protection(credentials, stores);
    }

    Map<String, String> brokerSettings(Listener listener) {
        Map<String, String> settings = new TreeMap<>();
        if (listener.isEncrypted()) {
            storeSettings().forEach((name, value) -> settings.put(listener.prefix() + name, value));
        }
        if (listener == Listener.TLS) {
            settings.put(listener.prefix() + "ssl.client.auth", "required");
        }
        if (listener.hasPassword()) {
            settings.put("sasl.enabled.mechanisms", Credentials.MECHANISM);
            settings.put(
                    listener.prefix() + Credentials.MECHANISM.toLowerCase(Locale.ROOT) + "."
                            + SaslConfigs.SASL_JAAS_CONFIG,
                    Credentials.brokerJaas());
        }
        return settings;
    }

    Map<String, Object> clientSettings(Listener listener) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, listener.protocol().name);
        if (listener.isEncrypted()) {
            settings.putAll(storeSettings());
        }
        if (listener.hasPassword()) {
            settings.put(SaslConfigs.SASL_MECHANISM, Credentials.MECHANISM);
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, credentials.clientJaas());
        }
        return settings;
    }

    /** Both sides have the same key and trust it. */
    private Map<String, String> storeSettings() {
        KeyStores made = Objects.requireNonNull(stores);
        return Map.of(
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, KeyStores.TYPE,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, made.keys().toString(),
                SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, made.password(),
                SslConfigs.SSL_KEY_PASSWORD_CONFIG, made.password(),
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, KeyStores.TYPE,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, made.trust().toString(),
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, made.password());
    }
}
