package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.ThreadFactory;

/**
 * Opens the structured scope of one batch.
 * Thread-safe: holds no state.
 */
public interface ScopeBinding {

    /**
     * Opens a scope owned by the calling thread.
     *
     * @param name what thread dumps call the scope
     * @param threads makes the thread of each fork, not yet started
     */
    BatchScope open(String name, ThreadFactory threads);

    /** Names the binding in one phrase, for the log. */
    String description();

    /**
     * The JDK's own scope, or plain virtual threads where it cannot be bound, which is logged as one WARN.
     * Tries the scope once, so it is meant to be called at start-up and its result kept.
     *
     * @param name what the log line calls the consumer
     */
    static ScopeBinding best(String name) {
        return BindingChoice.best(name, StructuredScopeBinding::bind);
    }
}
