package io.github.parallelconsumer.faults;

import org.jspecify.annotations.Nullable;

/** Something that goes on beside the schedule on a thread of its own; whoever looks is told when it has failed. Thread-safe. */
final class Background {

    private final String name;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private Background(String name, Runnable body) {
        this.name = name;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(body));
    }

    static Background start(String name, Runnable body) {
        var background = new Background(name, body);
        background.thread.start();
        return background;
    }

    private void run(Runnable body) {
        try {
            body.run();
        } catch (Throwable e) { // errors, too: nobody else would tell of them
            failure = e;
        }
    }

    /**
     * Returns if all is well.
     *
     * @throws IllegalStateException if it has failed
     */
    void look() {
        var thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("the " + name + " failed: " + thrown, thrown);
        }
    }

    /** Returns when it has ended; throws as {@link #look} does. */
    void join() throws InterruptedException {
        thread.join();
        look();
    }
}
