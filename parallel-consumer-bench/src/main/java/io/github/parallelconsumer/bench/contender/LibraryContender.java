package io.github.parallelconsumer.bench.contender;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** This library, with its defaults but for the ordering, the group protocol and the concurrency. Immutable. */
record LibraryContender(Ordering ordering, GroupProtocol protocol, int maxConcurrency) implements Contender {

    @Override
    public Running start(Source source, Handler handler) {
        var settings = source.settings();
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol.name());
        var config = ParallelConsumerConfig.<byte[], byte[]>builder(settings)
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
