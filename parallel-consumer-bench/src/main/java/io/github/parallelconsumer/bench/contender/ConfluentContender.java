package io.github.parallelconsumer.bench.contender;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Confluent's Parallel Consumer, with its defaults but for the ordering, the concurrency, and a commit every second, as the
 * others do. Immutable.
 */
record ConfluentContender(ProcessingOrder ordering, int maxConcurrency) implements Contender {

    private static final Duration CLOSE = Duration.ofSeconds(20);

    @Override
    public Running start(Source source, Handler handler) {
        var options = ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(new KafkaConsumer<>(
                        source.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer()))
                .ordering(ordering)
                .maxConcurrency(maxConcurrency)
                .commitInterval(Duration.ofSeconds(1))
                .build();
        var processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(source.topic()));
        processor.poll(context -> handler.handleUninterrupted(context.getSingleConsumerRecord()));
        return () -> processor.closeDontDrainFirst(CLOSE);
    }
}
