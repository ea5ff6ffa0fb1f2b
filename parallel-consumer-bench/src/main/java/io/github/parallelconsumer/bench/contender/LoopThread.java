package io.github.parallelconsumer.bench.contender;

import java.util.concurrent.CompletableFuture;

/** The thread of a contender that is a loop. Thread-safe: a flag and a future. */
final class LoopThread implements Contender.Running {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean closing;

    private LoopThread() {}

    /** What runs on the thread until it is told to end. */
    @FunctionalInterface
    interface Loop {

        /** Consumes until the thread is closing, then commits and leaves. */
        void run(LoopThread thread) throws Exception;
    }

    static Contender.Running start(String name, Loop loop) {
        var thread = new LoopThread();
        Thread.ofPlatform().name(name).start(() -> thread.run(loop));
        return thread;
    }

    private void run(Loop loop) {
        try {
            loop.run(this);
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        closing = true;
        end.join();
    }
}
