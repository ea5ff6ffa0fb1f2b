package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.kafka.KafkaDeadLetterSink;
import io.github.parallelconsumer.spi.DeadLetterSink;
import java.util.Optional;

/** Where a consumer's dead letters go: to the user's own sink, or to Kafka, or nowhere. Stateless. */
final class DeadLetterSinks {

    private DeadLetterSinks() {}

    /** None where no record can become a dead letter: it costs a connection. */
    static Optional<DeadLetterSink> of(ParallelConsumerConfig<?, ?> config) {
        if (config.deadLetterSink().isPresent() || !config.wantsDeadLetters()) {
            return config.deadLetterSink();
        }
        boolean samePartition =
                config.deadLetters().map(DeadLetters::keepsPartition).orElse(false);
        return Optional.of(KafkaDeadLetterSink.create(config.deadLetterProducerProperties(), samePartition));
    }
}
