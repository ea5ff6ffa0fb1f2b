package io.github.parallelconsumer.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Does a {@link Load} as one would first write it by hand: runs the records of a poll on virtual threads, waits for all of
 * them, commits synchronously, polls again. Runs in a child JVM.
 */
final class BatchLoopMain {

    private BatchLoopMain() {}

    /** Takes the load. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        var load = Load.of(args);
        var permits = new Semaphore(Load.CONCURRENCY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var consumer =
                        new KafkaConsumer<>(load.settings(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(load.topic()));
            while (true) {
                var running = new ArrayList<Future<?>>();
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    permits.acquire();
                    running.add(threads.submit(() -> {
                        load.handle(record);
                        permits.release();
                        return null;
                    }));
                }
                for (var one : running) {
                    one.get();
                }
                consumer.commitSync();
            }
        }
    }
}
