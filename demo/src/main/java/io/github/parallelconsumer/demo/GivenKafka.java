package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.Cluster;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * A cluster that belongs to somebody else: the topics made here are deleted when it is closed, and the groups of the
 * same names. Confined to the main thread.
 */
final class GivenKafka implements TestKafka {

    private final String bootstrapServers;
    private final Cluster cluster;
    private final Consumer<String> progress;
    private final Set<String> topics = new LinkedHashSet<>();

    private GivenKafka(String bootstrapServers, Cluster cluster, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.cluster = cluster;
        this.progress = progress;
    }

    /** Returns when the cluster has answered. */
    static GivenKafka connect(String bootstrapServers, Consumer<String> progress) throws InterruptedException {
        var cluster = Cluster.connect(bootstrapServers, "leave out --bootstrap-servers to have one started");
        return new GivenKafka(bootstrapServers, cluster, progress);
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
        return cluster.admin();
    }

    /** Cleans up even where a signal has interrupted the run. */
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        for (var topic : topics) {
            delete(
                    "group " + topic,
                    cluster.admin().deleteConsumerGroups(List.of(topic)).all());
            delete(
                    "topic " + topic,
                    cluster.admin().deleteTopics(List.of(topic)).all());
        }
        cluster.close();
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
