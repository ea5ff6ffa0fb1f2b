package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the binding that works on the running JDK.
 * Thread-safe: holds no state.
 */
final class BindingChoice {
    private static final Logger log = LoggerFactory.getLogger(BindingChoice.class);

    private BindingChoice() {}

    /** The binding that the supplier makes if a scope of it runs a record, else {@link PlainScopeBinding}. */
    static ScopeBinding best(String name, Supplier<ScopeBinding> structured) {
        try {
            ScopeBinding binding = structured.get();
            tryOut(binding);
            return binding;
        } catch (LinkageError | RuntimeException e) {
            // A preview API may change or go in any release; the library must still run there.
            log.warn(
                    "{} StructuredTaskScope of JDK {} cannot be used; batches run on plain virtual threads instead",
                    name,
                    Runtime.version().feature(),
                    e);
            return new PlainScopeBinding();
        }
    }

    private static void tryOut(ScopeBinding binding) {
        var ran = new AtomicBoolean();
        try (BatchScope scope =
                binding.open("parallel-consumer-trial", Thread.ofVirtual().factory())) {
            scope.fork(() -> ran.set(true));
            scope.join();
        } catch (InterruptedException e) {
            // Says nothing against the binding: close() has waited for the thread all the same.
            Thread.currentThread().interrupt();
        }
        if (!ran.get()) {
            throw new IllegalStateException(binding.description() + " did not run what was forked in it");
        }
    }
}
