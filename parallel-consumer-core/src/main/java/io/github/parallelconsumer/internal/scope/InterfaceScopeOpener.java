package io.github.parallelconsumer.internal.scope;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;

/**
 * JDK 25 and later, where StructuredTaskScope is an interface with a static {@code open} that takes a joiner
 * and a function from configuration to configuration.
 * Thread-safe: holds no state.
 */
final class InterfaceScopeOpener implements ScopeOpener {
    private static final Class<?> JOINER = Handles.type("java.util.concurrent.StructuredTaskScope$Joiner");
    private static final Class<?> CONFIGURATION =
            Handles.type("java.util.concurrent.StructuredTaskScope$Configuration");

    private static final MethodHandle AWAIT_ALL = Handles.method(JOINER, "awaitAll", methodType(Object.class));
    // The second parameter is a Function on 25 and a UnaryOperator on 26; a UnaryOperator suits both.
    private static final MethodHandle OPEN = Handles.method(
            Handles.scopeType(), "open", methodType(AutoCloseable.class, Object.class, UnaryOperator.class));
    private static final MethodHandle WITH_NAME =
            Handles.method(CONFIGURATION, "withName", methodType(Object.class, Object.class, String.class));
    private static final MethodHandle WITH_THREADS = Handles.method(
            CONFIGURATION, "withThreadFactory", methodType(Object.class, Object.class, ThreadFactory.class));

    @Override
    public AutoCloseable open(String name, ThreadFactory threads) {
        UnaryOperator<Object> configure = configuration -> configure(configuration, name, threads);
        try {
            // A joiner serves one scope only.
            Object joiner = (Object) AWAIT_ALL.invokeExact();
            return (AutoCloseable) OPEN.invokeExact(joiner, configure);
        } catch (Throwable t) {
            throw Handles.unchecked(t);
        }
    }

    private static Object configure(Object configuration, String name, ThreadFactory threads) {
        try {
            Object named = (Object) WITH_NAME.invokeExact(configuration, name);
            return (Object) WITH_THREADS.invokeExact(named, threads);
        } catch (Throwable t) {
            throw Handles.unchecked(t);
        }
    }
}
