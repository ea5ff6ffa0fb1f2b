package io.github.parallelconsumer.config;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** The settings whose values nobody may see. Stateless. */
final class Secrets {

    private Secrets() {}

    /** Refuses what is no text before the client does, which would show it. */
    static void check(Map<String, ?> given, ConfigDef client, Errors errors) {
        given.forEach((name, value) -> {
            if (isSecret(name, client) && !(value instanceof String || value instanceof Password)) {
                errors.add(name, "a " + value.getClass().getName(), "give it as text");
            }
        });
    }

    private static boolean isSecret(String name, ConfigDef client) {
        var setting = client.configKeys().get(name);
        return setting != null && setting.type == ConfigDef.Type.PASSWORD;
    }
}
