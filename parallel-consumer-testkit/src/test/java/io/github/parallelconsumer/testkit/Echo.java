package io.github.parallelconsumer.testkit;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A main class for tests: prints what it was given, then stays until it is ended. Runs in a forked JVM. */
final class Echo {
    private Echo() {}

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shut down in order")));
        System.out.println("args " + Arrays.toString(args));
        System.out.println("property " + System.getProperty("echo.property"));
        System.err.println("grüße");
        if (args.length > 0 && args[0].equals("fail")) {
            throw new IllegalStateException("asked to fail");
        }
        new CountDownLatch(1).await();
    }
}
