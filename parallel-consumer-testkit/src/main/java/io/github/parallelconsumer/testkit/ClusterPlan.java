package io.github.parallelconsumer.testkit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** Who listens where in a cluster, and the settings that follow from it. Immutable. */
record ClusterPlan(String clusterId, List<Ports> ports) {
    static final String HOST = "127.0.0.1";

    /** The two ports of a node. Immutable. */
    record Ports(int broker, int controller) {}

    static ClusterPlan of(int nodes) {
        Iterator<Integer> free = LoopbackPorts.free(2 * nodes).iterator();
        List<Ports> ports = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            ports.add(new Ports(free.next(), free.next()));
        }
        return new ClusterPlan(Uuid.randomUuid().toString(), List.copyOf(ports));
    }

    /** The brokers' ports are given, those of the controllers any free ones. */
    static ClusterPlan of(int nodes, int firstPort) {
        IntStream.range(firstPort, firstPort + nodes).forEach(LoopbackPorts::requireFree);
        Iterator<Integer> free = LoopbackPorts.free(nodes).iterator();
        List<Ports> ports = IntStream.range(firstPort, firstPort + nodes)
                .mapToObj(port -> new Ports(port, free.next()))
                .toList();
        return new ClusterPlan(Uuid.randomUuid().toString(), ports);
    }

    String bootstrapServers() {
        return ports.stream().map(port -> HOST + ":" + port.broker()).collect(Collectors.joining(","));
    }

    /** Kafka numbers the nodes from 1. */
    int nodeId(int node) {
        return node + 1;
    }

    /** The settings of one node; those of the caller win. */
    Map<String, String> settings(int node, NodeFiles files, Map<String, String> overrides) {
        Ports own = ports.get(node);
        Map<String, String> settings = new TreeMap<>(BrokerSettings.cluster(ports.size()));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(nodeId(node)));
        settings.put(
                "listeners",
                "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, own.broker(), HOST, own.controller()));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", voters());
        settings.put("log.dirs", files.data().toString());
        settings.putAll(overrides);
        return settings;
    }

    /** What such settings say to clients of where this node is; the controllers' listener is none of theirs. */
    static String advertised(Map<String, String> settings) {
        return Stream.of(settings.getOrDefault("listeners", "").split(","))
                .filter(listener -> !listener.startsWith("CONTROLLER:"))
                .collect(Collectors.joining(","));
    }

    private String voters() {
        return IntStream.range(0, ports.size())
                .mapToObj(node ->
                        nodeId(node) + "@" + HOST + ":" + ports.get(node).controller())
                .collect(Collectors.joining(","));
    }
}
