package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.LocalKafkaBuilder;

/** Starts the broker of a run. Stateless. */
public final class LocalBroker {

    private LocalBroker() {}

    /** A broker that keeps up with many records: more memory than one for tests, and the second compiler. */
    public static LocalKafka start() {
        return builder().start();
    }

    /** The same, to be changed. */
    public static LocalKafkaBuilder builder() {
        return LocalKafka.builder().jvmOptions("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-Xshare:auto");
    }
}
