package io.github.parallelconsumer.it;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Does a {@link Load} with Confluent's Parallel Consumer until it is killed. Runs in a child JVM. */
final class ConfluentLoadMain {

    private ConfluentLoadMain() {}

    /** Takes the load. */
    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        var load = Load.of(args);
        var consumer = new KafkaConsumer<>(load.settings(), new StringDeserializer(), new StringDeserializer());
        new Confluent(consumer)
                .with("maxConcurrency", int.class, Load.CONCURRENCY)
                .with("commitInterval", Duration.class, Duration.ofSeconds(1))
                .start(load.topic(), record -> {
                    try {
                        load.handle(record);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("nobody interrupts", e);
                    }
                });
        new CountDownLatch(1).await();
    }
}
