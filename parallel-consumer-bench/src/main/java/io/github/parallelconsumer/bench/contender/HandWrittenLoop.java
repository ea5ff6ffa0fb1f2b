package io.github.parallelconsumer.bench.contender;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What users write by hand: a virtual thread for each record of a poll, a semaphore, wait for all of them, commit. A poll
 * returns as many records as may run at once, or none of this would run them. Confined to its thread.
 */
final class HandWrittenLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private HandWrittenLoop() {}

    static Contender contender(int concurrency) {
        return (source, handler) -> LoopThread.start("hand-written-loop", thread -> {
            var settings = source.settings();
            settings.put(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    Math.max(ConsumerConfig.DEFAULT_MAX_POLL_RECORDS, concurrency));
            try (var consumer =
                            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    var threads = new RecordThreads(concurrency, handler)) {
                consumer.subscribe(List.of(source.topic()));
                while (!thread.isClosing()) {
                    poll(consumer, threads);
                }
            }
        });
    }

    private static void poll(KafkaConsumer<byte[], byte[]> consumer, RecordThreads threads)
            throws InterruptedException, ExecutionException {
        var records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            threads.handle(records);
            consumer.commitSync();
        }
    }
}
