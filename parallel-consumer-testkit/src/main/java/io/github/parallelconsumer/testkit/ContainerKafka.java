package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container, with the same settings as a {@link LocalKafka} of one node. Thread-safe. */
public final class ContainerKafka implements TestKafka {
    /** The image, from the registry or made on the machine. */
    public static final String IMAGE = "apache/kafka:4.2.0";

    /** Above the minute of Testcontainers, which does not do on a machine with too much to do. */
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(3);

    private final KafkaContainer container;
    private final LazyAdmin admin;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
        admin = new LazyAdmin(container.getBootstrapServers());
    }

    /** Starts a container; needs a Docker daemon. */
    public static ContainerKafka start() {
        KafkaContainer container = new KafkaContainer(IMAGE).withStartupTimeout(STARTUP_TIMEOUT);
        BrokerSettings.common().forEach((name, value) -> container.addEnv(variable(name), value));
        container.start();
        return new ContainerKafka(container);
    }

    /** The image's start script reads settings from variables. */
    static String variable(String setting) {
        return "KAFKA_"
                + setting.toUpperCase(Locale.ROOT)
                        .replace("_", "__")
                        .replace("-", "___")
                        .replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public Admin admin() {
        return admin.get();
    }

    @Override
    public void close() {
        admin.close();
        container.close();
    }
}
