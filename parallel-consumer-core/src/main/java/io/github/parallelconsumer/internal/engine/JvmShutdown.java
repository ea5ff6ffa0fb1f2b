package io.github.parallelconsumer.internal.engine;

import org.jspecify.annotations.Nullable;

/** The hook that closes a consumer when the JVM is asked to end. Thread-safe: immutable. */
final class JvmShutdown {

    static final JvmShutdown NONE = new JvmShutdown(null);

    private final @Nullable Thread hook;

    private JvmShutdown(@Nullable Thread hook) {
        this.hook = hook;
    }

    static JvmShutdown closing(Runnable close, String name) {
        var hook = new Thread(close, "shutdown " + name);
        Runtime.getRuntime().addShutdownHook(hook);
        return new JvmShutdown(hook);
    }

    /** The consumer has ended by itself; the hook would only keep it in memory. */
    void forget() {
        if (hook != null && !hook.isAlive()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: the hook runs, or is about to, and finds the consumer closed.
                return;
            }
        }
    }
}
