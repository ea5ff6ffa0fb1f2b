package io.github.parallelconsumer.config;

import org.jspecify.annotations.Nullable;

/** Refuses null where the parts of a configuration are made, by the name of what is missing. Stateless. */
final class Given {

    private Given() {}

    static <T> T of(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null, it must be given");
        }
        return value;
    }
}
