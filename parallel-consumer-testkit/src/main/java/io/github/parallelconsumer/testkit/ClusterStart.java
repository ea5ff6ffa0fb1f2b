package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;

/** Waits until nodes of a cluster answer an Admin client, or says what kept them from it. Immutable. */
record ClusterStart(String clusterId, Duration timeout) {
    private static final int REQUEST_MILLIS = 2_000;
    private static final int TAIL_LINES = 30;

    /** Returns when each of these nodes counts all of them among this cluster's brokers. */
    void await(List<KafkaNode> nodes) {
        Deadline deadline = Deadline.in(timeout);
        Set<Integer> ids = nodes.stream().map(KafkaNode::id).collect(Collectors.toSet());
        for (KafkaNode node : nodes) {
            awaitNode(node, deadline, () -> LoopbackPorts.isListening(node.port()));
            try (Admin admin = admin(node)) {
                awaitNode(node, deadline, () -> sees(admin, ids));
            }
        }
    }

    private static void awaitNode(KafkaNode node, Deadline deadline, BooleanSupplier answers) {
        if (!deadline.await(() -> !node.isRunning() || answers.getAsBoolean())) {
            throw failure(node, "does not answer in time", "Give it more time with startupTimeout(..).");
        }
        if (!node.isRunning()) {
            throw failure(node, "ended before it answered", remedy(node.tail(Integer.MAX_VALUE)));
        }
    }

    private static Admin admin(KafkaNode node) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, node.bootstrapServer(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS));
    }

    /** The cluster's id matters: whoever has taken a node's port may be a Kafka too. */
    private boolean sees(Admin admin, Set<Integer> ids) {
        try {
            DescribeClusterResult cluster =
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs(REQUEST_MILLIS));
            Collection<Node> brokers = cluster.nodes().get();
            return clusterId.equals(cluster.clusterId().get())
                    && brokers.stream()
                            .map(Node::id)
                            .collect(Collectors.toSet())
                            .containsAll(ids);
        } catch (ExecutionException e) {
            // Not ready yet; if it never is, the broker's log says more than the client's timeout.
            return false;
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("waiting for the cluster", e);
        }
    }

    static boolean portTaken(KafkaNode node) {
        return node.tail(Integer.MAX_VALUE).contains("Address already in use");
    }

    private static TestKitException failure(KafkaNode node, String what, String remedy) {
        return new TestKitException("Kafka node %d %s. %s Last lines of its log:%n%s"
                .formatted(node.id(), what, remedy, node.tail(TAIL_LINES)));
    }

    private static String remedy(String log) {
        if (log.contains("Address already in use")) {
            return "Another process has taken its port since it was found free; start it again.";
        }
        if (log.contains("ConfigException") || log.contains("IllegalArgumentException")) {
            return "Check the settings given with property(..) and properties(..).";
        }
        if (log.contains("Could not reserve") || log.contains("OutOfMemoryError") || log.contains("option")) {
            return "Check the JVM's memory and the options given with jvmOptions(..).";
        }
        if (log.contains("ClassNotFoundException") || log.contains("NoClassDefFoundError")) {
            return "Put org.apache.kafka:kafka_2.13 and what it depends on on the class path.";
        }
        if (log.contains("UnsupportedClassVersionError")) {
            return "The broker needs a newer JDK than this one: run on a newer JDK.";
        }
        return "The log says why; an empty one means that the system killed it, for lack of memory as a rule.";
    }
}
