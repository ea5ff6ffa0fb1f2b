package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.ThreadFactory;

/**
 * Opens a StructuredTaskScope of the running JDK, whose type cannot be named in code for JDK 21.
 * Thread-safe: holds no state.
 */
interface ScopeOpener {
    AutoCloseable open(String name, ThreadFactory threads);
}
