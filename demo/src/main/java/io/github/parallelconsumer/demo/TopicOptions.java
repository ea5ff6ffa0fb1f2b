package io.github.parallelconsumer.demo;

import picocli.CommandLine.Option;

/** The options that say where records are. Confined to the main thread. */
final class TopicOptions {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "The cluster, several addresses with commas.")
    private String bootstrapServers = "";

    @Option(names = "--topic", paramLabel = "TOPIC", defaultValue = "demo", description = "The topic.")
    private String topic = "";

    String bootstrapServers() {
        return bootstrapServers;
    }

    String topic() {
        return topic;
    }
}
