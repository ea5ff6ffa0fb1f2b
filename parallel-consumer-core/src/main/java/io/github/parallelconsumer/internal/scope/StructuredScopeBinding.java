package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.ThreadFactory;

/**
 * Binds the StructuredTaskScope of the running JDK.
 * Thread-safe: immutable.
 */
final class StructuredScopeBinding implements ScopeBinding {
    private final ScopeOpener opener;

    private StructuredScopeBinding(ScopeOpener opener) {
        this.opener = opener;
    }

    /** Fails with a {@link LinkageError} or {@link IllegalStateException} where the API has another shape. */
    static ScopeBinding bind() {
        boolean classBased = !Handles.scopeType().isInterface();
        return new StructuredScopeBinding(classBased ? new ClassScopeOpener() : new InterfaceScopeOpener());
    }

    @Override
    public BatchScope open(String name, ThreadFactory threads) {
        return new StructuredScope(opener.open(name, threads));
    }

    @Override
    public String description() {
        return "StructuredTaskScope (JDK " + Runtime.version().feature() + ")";
    }
}
