package io.github.parallelconsumer.internal.scope;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;

/**
 * The JDK's own StructuredTaskScope.
 * Confined to the batch owner.
 */
final class StructuredScope extends OwnedScope {
    private static final MethodHandle FORK =
            Handles.method(Handles.scopeType(), "fork", methodType(void.class, AutoCloseable.class, Callable.class));
    private static final MethodHandle JOIN =
            Handles.method(Handles.scopeType(), "join", methodType(void.class, AutoCloseable.class));

    private final AutoCloseable scope;

    StructuredScope(AutoCloseable scope) {
        this.scope = scope;
    }

    @Override
    void start(ForkedRun run) {
        try {
            FORK.invokeExact(scope, (Callable<?>) run);
        } catch (Throwable t) {
            throw Handles.unchecked(t);
        }
    }

    @Override
    void awaitAll() throws InterruptedException {
        try {
            JOIN.invokeExact(scope);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            throw Handles.unchecked(t);
        }
    }

    @Override
    void interruptAndAwaitAll() {
        try {
            scope.close();
        } catch (Exception e) {
            throw Handles.unchecked(e);
        }
    }
}
