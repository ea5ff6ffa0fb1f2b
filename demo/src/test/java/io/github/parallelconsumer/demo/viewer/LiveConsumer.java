package io.github.parallelconsumer.demo.viewer;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer in the test's own process that reports to a viewer and does as it says. Thread-safe. */
final class LiveConsumer implements AutoCloseable {

    private static final int CONCURRENCY = 64;
    private static final int ONE_SLOW_IN = 150;
    private static final int SLOW_MILLIS = 4_000;

    private final ConsumerGauges gauges;
    private final ParallelConsumer consumer;
    private final ViewerClient client;
    private volatile int handlerMillis = 80;
    private volatile int failurePercent;
    private volatile boolean paused;

    LiveConsumer(URI viewer, String id, String group, String bootstrapServers, String topic, EndOffsets ends) {
        gauges = new ConsumerGauges(group, CONCURRENCY);
        var config = ParallelConsumerConfig.<String, String>builder(Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "client.id",
                        id,
                        "auto.offset.reset",
                        "earliest"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(topic)
                .maxConcurrency(CONCURRENCY)
                .retry(RetryPolicy.fixed(10, Duration.ofMillis(700)))
                .observer(gauges)
                .build();
        consumer = ParallelConsumer.start(config, gauges.around(this::handle));
        client = ViewerClient.consumer(
                viewer, id, () -> gauges.report(consumer, handlerMillis, failurePercent, ends), this::obey);
    }

    private void handle(ConsumerRecord<String, String> taken, RecordContext context) throws InterruptedException {
        Thread.sleep(taken.offset() % ONE_SLOW_IN == 0 ? SLOW_MILLIS : handlerMillis);
        if (ThreadLocalRandom.current().nextInt(100) < failurePercent) {
            throw new IllegalStateException("as asked for");
        }
    }

    private void obey(ConsumerSettings settings) {
        handlerMillis = settings.handlerMillis() < 0 ? handlerMillis : settings.handlerMillis();
        failurePercent = settings.failurePercent() < 0 ? failurePercent : settings.failurePercent();
        if (settings.paused() != paused) {
            paused = settings.paused();
            if (paused) {
                consumer.pause();
            } else {
                consumer.resume();
            }
        }
        if (settings.stop()) {
            Thread.ofVirtual().start(this::close);
        }
    }

    /** Ends it without a word, running records and all. */
    void kill() {
        client.close();
        consumer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        consumer.close();
        client.close();
    }
}
