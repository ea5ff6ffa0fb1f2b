package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/**
 * A cluster that belongs to somebody else: the topics made here are deleted when it is closed, and the groups of the
 * same names. Confined to the main thread.
 */
final class GivenKafka implements TestKafka {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);
    private static final int REQUEST_MILLIS = 10_000;
    private static final int API_MILLIS = 30_000;

    private final String bootstrapServers;
    private final Admin admin;
    private final Consumer<String> progress;
    private final Set<String> topics = new LinkedHashSet<>();

    private GivenKafka(String bootstrapServers, Admin admin, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.admin = admin;
        this.progress = progress;
    }

    /** Returns when the cluster has answered. */
    static GivenKafka connect(String bootstrapServers, Consumer<String> progress) throws InterruptedException {
        var kafka = new GivenKafka(bootstrapServers, admin(bootstrapServers), progress);
        try {
            kafka.awaitAnswer();
            return kafka;
        } catch (RuntimeException | InterruptedException e) {
            kafka.admin.close(Duration.ZERO);
            throw e;
        }
    }

    private static Admin admin(String bootstrapServers) {
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

    private void awaitAnswer() throws InterruptedException {
        try {
            var patience = new DescribeClusterOptions().timeoutMs(Math.toIntExact(FIRST_ANSWER.toMillis()));
            var id = admin.describeCluster(patience).clusterId().get();
            progress.accept("The cluster " + id + " answers.");
        } catch (ExecutionException e) {
            throw CommandException.noKafka(
                    "no Kafka broker answers at " + bootstrapServers + " within " + Stopwatch.seconds(FIRST_ANSWER)
                            + ": check that it runs and that its advertised listeners can be reached from here,"
                            + " or leave out --bootstrap-servers to have one started",
                    e);
        }
    }

    @Override
    public String createTopic(String name, int partitions) {
        topics.add(name);
        return TestKafka.super.createTopic(name, partitions);
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public Admin admin() {
        return admin;
    }

    /** Cleans up even where a signal has interrupted the run. */
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        for (var topic : topics) {
            delete("group " + topic, admin.deleteConsumerGroups(List.of(topic)).all());
            delete("topic " + topic, admin.deleteTopics(List.of(topic)).all());
        }
        admin.close(Duration.ZERO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete(String what, KafkaFuture<Void> answer) {
        try {
            answer.get();
        } catch (ExecutionException e) {
            progress.accept("Could not delete the " + what + ": " + e.getCause());
        } catch (InterruptedException e) {
            progress.accept("Interrupted, so the " + what + " may stay.");
            Thread.currentThread().interrupt();
        }
    }
}
