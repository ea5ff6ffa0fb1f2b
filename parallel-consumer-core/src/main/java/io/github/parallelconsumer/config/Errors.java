package io.github.parallelconsumer.config;

import io.github.parallelconsumer.api.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a configuration, so that the user sees all of it at once. Confined to one build. */
final class Errors {

    private final List<String> errors = new ArrayList<>();

    void add(String setting, Object value, String remedy) {
        errors.add(setting + " is " + value + ": " + remedy);
    }

    void missing(String setting, String remedy) {
        errors.add(setting + " is missing: " + remedy);
    }

    /** Notes a setting that was given as null; false if it was. */
    boolean given(String setting, @Nullable Object value) {
        if (value == null) {
            missing(setting, "null is no value, so give one or do not call its method");
        }
        return value != null;
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigurationException(errors);
        }
    }
}
