package io.github.parallelconsumer.it;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A member that gives up every record, says so on its standard output, and never commits. Runs in a child JVM. */
final class DeadLetterMain {

    private DeadLetterMain() {}

    /** Takes the brokers, the group, the topic and the dead letter topic. */
    public static void main(String[] args) throws InterruptedException {
        var config = Group.builder(args[0], args[1], GroupProtocol.CONSUMER, Map.of())
                .topics(args[2])
                .retry(RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.deadLetter(args[3])))
                .commit(CommitStrategy.every(Duration.ofDays(1)))
                .observer(new ConsumerObserver() {
                    @Override
                    public void ended(TopicPartition partition, long offset, Outcome outcome) {
                        System.out.println(outcome.getClass().getSimpleName() + " " + offset);
                    }
                })
                .build();
        try (var consumer = ParallelConsumer.start(config, (record, context) -> {
            throw new IllegalStateException("no use");
        })) {
            consumer.awaitTermination();
        }
    }
}
