package io.github.parallelconsumer.it;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.time.Duration;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Does a {@link Load} with this library until it is killed. Runs in a child JVM. */
final class LoadMain {

    private LoadMain() {}

    /** Takes the load and whether to commit after each poll, synchronously, rather than every second. */
    public static void main(String[] args) throws InterruptedException {
        var load = Load.of(args);
        boolean eachBatch = Boolean.parseBoolean(args[4]);
        var config = ParallelConsumerConfig.<String, String>builder(load.settings())
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(load.topic())
                .ordering(Ordering.UNORDERED)
                .maxConcurrency(Load.CONCURRENCY)
                .commit(
                        eachBatch
                                ? CommitStrategy.eachBatch().synchronous()
                                : CommitStrategy.every(Duration.ofSeconds(1)))
                .build();
        try (var consumer = ParallelConsumer.start(config, (record, context) -> load.handle(record))) {
            consumer.awaitTermination();
        }
    }
}
