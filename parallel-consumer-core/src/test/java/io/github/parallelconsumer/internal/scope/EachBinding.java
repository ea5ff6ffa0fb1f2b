package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;

/** For tests of every binding: the one of the running JDK, and the fallback. Confined to the test's thread. */
abstract class EachBinding {
    private final ScopeBinding binding;
    final RecordedThreads threads = new RecordedThreads();

    EachBinding(ScopeBinding binding) {
        this.binding = binding;
    }

    static Stream<Named<ScopeBinding>> bindings() {
        return Stream.of(ScopeBinding.best("[g/c]"), new PlainScopeBinding())
                .map(binding -> Named.of(binding.description(), binding));
    }

    @AfterEach
    void noThreadOutlivesItsTest() {
        threads.awaitNoneAlive();
    }

    final BatchScope open() {
        return binding.open("batch", threads.factory());
    }

    static String parkUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
            return "went on";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /** What a handler that swallows interrupts does. */
    static void awaitUninterrupted(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException swallowed) {
                // The latch decides, as for a handler that ignores its interrupt.
            }
        }
    }
}
