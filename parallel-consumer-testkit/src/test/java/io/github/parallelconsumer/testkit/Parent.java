package io.github.parallelconsumer.testkit;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A main class for tests: starts a child of the kind asked for, prints its pid, and stays or exits. */
final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> wishes = List.of(args);
        if (wishes.contains("kafka")) {
            LocalKafka kafka = LocalKafka.start();
            KafkaNode node = kafka.node(0);
            if (wishes.contains("frozen")) {
                node.freeze();
            }
            report(node.pid() + " " + node.logFile().getParent().getParent());
        } else {
            ForkedJvm child = ForkedJvm.of(Echo.class).start();
            if (wishes.contains("frozen")) {
                child.freeze();
            }
            report(child.pid() + " none");
        }
        if (wishes.contains("exit")) {
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    private static void report(String child) {
        System.out.println("child " + child);
    }
}
