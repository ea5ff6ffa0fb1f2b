package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.ThreadFactory;

/**
 * The fallback: plain threads under the contract of a structured scope.
 * Thread-safe: holds no state.
 */
final class PlainScopeBinding implements ScopeBinding {

    @Override
    public BatchScope open(String name, ThreadFactory threads) {
        return new PlainScope(threads);
    }

    @Override
    public String description() {
        return "plain virtual threads (JDK " + Runtime.version().feature() + ")";
    }
}
