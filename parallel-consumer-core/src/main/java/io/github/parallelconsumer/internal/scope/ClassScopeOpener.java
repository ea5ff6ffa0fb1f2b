package io.github.parallelconsumer.internal.scope;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;

/**
 * JDK 21 to 24, where StructuredTaskScope is a class with a constructor.
 * Thread-safe: holds no state.
 */
final class ClassScopeOpener implements ScopeOpener {
    private static final MethodHandle NEW = Handles.constructor(
            Handles.scopeType(), methodType(AutoCloseable.class, String.class, ThreadFactory.class));

    @Override
    public AutoCloseable open(String name, ThreadFactory threads) {
        try {
            return (AutoCloseable) NEW.invokeExact(name, threads);
        } catch (Throwable t) {
            throw Handles.unchecked(t);
        }
    }
}
