package io.github.parallelconsumer.demo.scenario;

import java.net.URI;
import java.util.Optional;

/**
 * What a story was asked to be like; its values are known to work together. Immutable.
 *
 * @param main the class of the command line, whose commands the processes of the story are
 * @param records how many records, or how many in each act
 * @param partitions of the topic
 * @param keys different keys of the records
 * @param concurrency handlers that run at once, at most, in each consumer
 * @param groupProtocol Kafka's: {@code consumer} or {@code classic}
 * @param viewer whom the consumers tell how it goes
 */
public record StoryOptions(
        Class<?> main,
        int records,
        int partitions,
        int keys,
        int concurrency,
        String groupProtocol,
        Optional<URI> viewer) {}
