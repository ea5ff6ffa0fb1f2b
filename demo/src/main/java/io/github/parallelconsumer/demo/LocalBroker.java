package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.testkit.LocalKafka;

/** Starts the broker of a run. Stateless. */
final class LocalBroker {

    private LocalBroker() {}

    /** A broker that keeps up with many records: more memory than one for tests, and the second compiler. */
    static LocalKafka start() {
        return LocalKafka.builder()
                .jvmOptions("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-Xshare:auto")
                .start();
    }
}
