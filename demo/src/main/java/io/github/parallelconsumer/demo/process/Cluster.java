package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The cluster that {@code --bootstrap-servers} names, once it has answered. Confined to the main thread. */
public final class Cluster implements AutoCloseable {

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(27));
    private static final int REQUEST_MILLIS = 10_000;
    private static final int API_MILLIS = 30_000;
    /** Ten minutes of records and at most some 20 MB a partition: a demo that is forgotten fills no disk. */
    private static final Map<String, String> BOUNDED =
            Map.of("retention.ms", "600000", "retention.bytes", "16777216", "segment.bytes", "4194304");

    private final String bootstrapServers;
    private final Admin admin;

    private Cluster(String bootstrapServers, Admin admin) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
    }

    /**
     * How long to wait for the first answer. Immutable.
     *
     * @param first to anyone
     * @param more to somebody who listens: a machine that is very busy takes its time
     */
    record Patience(Duration first, Duration more) {}

    /**
     * Returns when the cluster has answered.
     *
     * @param remedy what to do if there is none, as the end of a sentence
     */
    public static Cluster connect(String bootstrapServers, String remedy) throws InterruptedException {
        return connect(bootstrapServers, remedy, PATIENCE);
    }

    static Cluster connect(String bootstrapServers, String remedy, Patience patience) throws InterruptedException {
        var cluster = new Cluster(bootstrapServers, client(bootstrapServers));
        try {
            cluster.awaitAnswer(remedy, patience);
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private static Admin client(String bootstrapServers) {
        try {
            return Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MILLIS));
        } catch (KafkaException e) {
            var reason = e.getCause() == null ? e : e.getCause();
            throw CommandException.noKafka(
                    "--bootstrap-servers is '" + bootstrapServers + "', which is no address of a broker ("
                            + reason.getMessage() + "): give host:port, several with commas",
                    e);
        }
    }

    private void awaitAnswer(String remedy, Patience patience) throws InterruptedException {
        var failure = answer(patience.first());
        var waited = patience.first();
        if (failure.isPresent() && Listeners.any(bootstrapServers)) {
            failure = answer(patience.more());
            waited = waited.plus(patience.more());
        }
        if (failure.isPresent()) {
            throw CommandException.noKafka(
                    "no Kafka broker answers at " + bootstrapServers + " within " + Stopwatch.seconds(waited)
                            + ": check that it runs and that its advertised listeners can be reached from here, or "
                            + remedy,
                    failure.get());
        }
    }

    /** Why none has answered, if none has. */
    private Optional<ExecutionException> answer(Duration atMost) throws InterruptedException {
        try {
            var options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(atMost.toMillis()));
            admin.describeCluster(options).clusterId().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e);
        }
    }

    /** For what else is to be asked. */
    public Admin admin() {
        return admin;
    }

    /** How many partitions a topic has; empty if there is no such topic. */
    public Optional<Integer> partitions(String topic) throws InterruptedException {
        var description = Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        return answer(description, UnknownTopicOrPartitionException.class)
                .map(found -> found.partitions().size());
    }

    /** Makes a topic of bounded size unless there is one of this name; says whether it did. */
    public boolean createIfMissing(String topic, int partitions) throws InterruptedException {
        var missing = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(BOUNDED);
        return partitions(topic).isEmpty()
                && answer(
                                admin.createTopics(List.of(missing)).all().thenApply(nothing -> topic),
                                TopicExistsException.class)
                        .isPresent();
    }

    /** The answer, or nothing if the failure is the expected one. */
    private <T> Optional<T> answer(KafkaFuture<T> future, Class<? extends Exception> expected)
            throws InterruptedException {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException e) {
            if (expected.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw CommandException.noKafka(
                    "the cluster at " + bootstrapServers + " refused: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
