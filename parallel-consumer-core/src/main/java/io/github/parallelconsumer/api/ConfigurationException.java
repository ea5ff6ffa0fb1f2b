package io.github.parallelconsumer.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration that cannot work. Its message lists every error: the setting, its value and the remedy. */
public final class ConfigurationException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    /**
     * An exception that lists what is wrong.
     *
     * @param errors one sentence an error; at least one
     */
    public ConfigurationException(List<String> errors) {
        this(errors, null);
    }

    /**
     * An exception that lists what is wrong, and what led to it.
     *
     * @param errors one sentence an error; at least one
     * @param cause what was thrown, or null
     */
    public ConfigurationException(List<String> errors, @Nullable Throwable cause) {
        super(message(errors), cause);
        this.errors = List.copyOf(errors);
    }

    /** One sentence an error, in the order of the settings. Empty in a copy that was deserialized. */
    public List<String> errors() {
        return errors == null ? List.of() : errors;
    }

    private static String message(List<String> errors) {
        return errors.size() == 1 ? errors.get(0) : errors.size() + " errors:\n- " + String.join("\n- ", errors);
    }
}
