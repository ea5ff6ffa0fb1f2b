package io.github.parallelconsumer.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of a cluster besides its plain one and the controllers': where they are on each node, and the proxies in
 * front of them. Immutable, but for what the proxies do.
 */
final class MoreListeners implements AutoCloseable {
    private final Set<Listener> listeners;
    private final List<Map<Listener, Integer>> ports;
    private final List<TcpProxy> proxies;
    private final Protection protection;

    MoreListeners(Set<Listener> listeners, int nodes, Credentials credentials, Path directory) {
        this.listeners = listeners;
        protection = Protection.make(listeners, credentials, directory);
        ports = ports(listeners, nodes);
        proxies = listeners.contains(Listener.PROXIED) ? proxies(ports) : List.of();
    }

    private static List<TcpProxy> proxies(List<Map<Listener, Integer>> ports) {
        List<TcpProxy> made = new ArrayList<>();
        try {
            ports.forEach(own -> made.add(TcpProxy.to(port(own, Listener.PROXIED))));
            return List.copyOf(made);
        } catch (RuntimeException e) {
            made.forEach(TcpProxy::close);
            throw e;
        }
    }

    private static List<Map<Listener, Integer>> ports(Set<Listener> listeners, int nodes) {
        Iterator<Integer> free = LoopbackPorts.free(nodes * listeners.size()).iterator();
        List<Map<Listener, Integer>> ports = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            Map<Listener, Integer> own = new EnumMap<>(Listener.class);
            listeners.forEach(listener -> own.put(listener, free.next()));
            ports.add(own);
        }
        return List.copyOf(ports);
    }

    /** The settings of a node that listens there too; of what they say already nothing is replaced. */
    Map<String, String> addTo(Map<String, String> settings, int node) {
        if (listeners.isEmpty()) {
            return settings;
        }
        Map<String, String> all = new TreeMap<>(settings);
        all.put("advertised.listeners", with(ClusterPlan.advertised(settings), at -> at.at(clientPort(at, node))));
        all.compute("listeners", (name, given) -> with(given, at -> at.at(port(ports.get(node), at))));
        all.compute("listener.security.protocol.map", (name, given) -> with(given, at -> at + ":" + at.protocol()));
        listeners.forEach(listener -> protection.brokerSettings(listener).forEach(all::putIfAbsent));
        return all;
    }

    /** With which the storage of a node is formatted: who its users are. */
    List<String> formatArgs() {
        return listeners.stream().anyMatch(Listener::hasPassword)
                ? List.of("--add-scram", protection.credentials().atFormat())
                : List.of();
    }

    Map<String, Object> clientSettings(Listener listener) {
        require(listener);
        Map<String, Object> settings = protection.clientSettings(listener);
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                IntStream.range(0, ports.size())
                        .mapToObj(node -> ClusterPlan.HOST + ":" + clientPort(listener, node))
                        .collect(Collectors.joining(",")));
        return settings;
    }

    TcpProxy proxy(int node) {
        require(Listener.PROXIED);
        return proxies.get(node);
    }

    @Override
    public void close() {
        proxies.forEach(TcpProxy::close);
    }

    private int clientPort(Listener listener, int node) {
        return listener == Listener.PROXIED ? proxies.get(node).port() : port(ports.get(node), listener);
    }

    private static int port(Map<Listener, Integer> own, Listener listener) {
        return Objects.requireNonNull(own.get(listener));
    }

    private String with(@Nullable String given, Function<Listener, String> added) {
        return Stream.concat(Stream.ofNullable(given), listeners.stream().map(added))
                .collect(Collectors.joining(","));
    }

    private void require(Listener listener) {
        if (!listeners.contains(listener)) {
            throw new IllegalStateException(
                    "This cluster has no such listener; start it with listeners(Listener." + listener + ")");
        }
    }
}
