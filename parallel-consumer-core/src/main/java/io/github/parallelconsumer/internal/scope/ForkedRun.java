package io.github.parallelconsumer.internal.scope;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a scope runs on one thread, in the shape that each binding wants: JDK 21 forks only a {@link Callable}.
 * Runs on a record thread.
 */
final class ForkedRun implements Callable<@Nullable Object>, Runnable {
    private final Runnable body;

    ForkedRun(Runnable body) {
        this.body = body;
    }

    @Override
    public @Nullable Object call() {
        try {
            body.run();
        } catch (Throwable t) {
            // The scope would keep it in a result that nobody reads; say it as a thread of its own would.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
        }
        return null;
    }

    @Override
    public void run() {
        call();
    }
}
