package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.ConsumerObserver;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a demo consumer was asked to do; its values are known to work together. Immutable.
 *
 * @param bootstrapServers the cluster
 * @param topic what to consume
 * @param group with whom to share it
 * @param name of this member, for the logs and the viewer
 * @param groupProtocol Kafka's: {@code consumer} or {@code classic}
 * @param ordering which records wait for each other
 * @param concurrency how many handlers run at once, at most
 * @param commitEvery the time between two commits
 * @param handler what happens to a record
 * @param failures what follows when that fails
 * @param viewer whom to tell how it goes
 * @param events whether to print a line for each event
 */
public record ConsumerOptions(
        String bootstrapServers,
        String topic,
        String group,
        String name,
        String groupProtocol,
        Ordering ordering,
        int concurrency,
        Duration commitEvery,
        HandlerOptions handler,
        FailureOptions failures,
        Optional<URI> viewer,
        boolean events) {

    ParallelConsumerConfig<String, String> config(ConsumerObserver observer) {
        Map<String, Object> kafka = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.CLIENT_ID_CONFIG, name,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG, groupProtocol,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return ParallelConsumerConfig.<String, String>builder(kafka)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(topic)
                .ordering(ordering)
                .maxConcurrency(concurrency)
                .retry(failures.policy())
                .commit(CommitStrategy.every(commitEvery))
                .observer(observer)
                .build();
    }
}
