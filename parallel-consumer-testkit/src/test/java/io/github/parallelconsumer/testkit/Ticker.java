package io.github.parallelconsumer.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A main class for tests: prints a line every few milliseconds until it is ended. Runs in a forked JVM. */
final class Ticker {
    private Ticker() {}

    @SuppressWarnings("FutureReturnValueIgnored")
    public static void main(String[] args) throws InterruptedException {
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(() -> System.out.println("tick"), 0, 5, TimeUnit.MILLISECONDS);
        new CountDownLatch(1).await();
    }
}
