package io.github.parallelconsumer.demo.process;

import java.net.URI;
import java.util.Optional;

/**
 * What a demo producer was asked to do; its values are known to work together. Immutable.
 *
 * @param bootstrapServers the cluster
 * @param topic where to send
 * @param partitions of the topic, if it is to be made
 * @param rate records a second
 * @param keys different keys
 * @param skew so many records in a hundred have the first key besides its even share
 * @param size bytes of a value
 * @param count records in all; empty for no end
 * @param viewer whom to tell how it goes
 */
public record ProducerOptions(
        String bootstrapServers,
        String topic,
        int partitions,
        int rate,
        int keys,
        int skew,
        int size,
        Optional<Long> count,
        Optional<URI> viewer) {}
