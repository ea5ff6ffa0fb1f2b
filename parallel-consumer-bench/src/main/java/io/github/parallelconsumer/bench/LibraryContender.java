package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** This library, with its defaults but for the ordering and the concurrency. Immutable. */
record LibraryContender(Ordering ordering, int maxConcurrency) implements Contender {

    @Override
    public Running start(Source source, SimulatedHandler handler) {
        var config = ParallelConsumerConfig.<byte[], byte[]>builder(source.settings())
                .deserializers(ByteArrayDeserializer::new, ByteArrayDeserializer::new)
                .topics(source.topic())
                .ordering(ordering)
                .maxConcurrency(maxConcurrency)
                .build();
        var consumer = ParallelConsumer.start(config, (record, context) -> handler.handle(record));
        return () -> {
            consumer.close();
            var termination = consumer.termination().toCompletableFuture().join();
            termination.cause().ifPresent(cause -> {
                throw new IllegalStateException("The consumer ended early", cause);
            });
        };
    }
}
