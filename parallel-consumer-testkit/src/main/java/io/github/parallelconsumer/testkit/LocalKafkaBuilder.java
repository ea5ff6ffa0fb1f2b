package io.github.parallelconsumer.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Describes a {@link LocalKafka} and starts it. Confined to one thread; can start several. */
public final class LocalKafkaBuilder {
    /** Light and quick to start; a broker that has to be fast wants more heap and the second compiler. */
    private static final List<String> LIGHT =
            List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Map<String, String> properties = new TreeMap<>();
    private final Set<Listener> listeners = EnumSet.noneOf(Listener.class);
    private Credentials credentials = new Credentials("tester", TestKafka.uniqueName(Records.UNLOGGED));
    private int nodes = 1;
    private Duration startupTimeout = Duration.ofSeconds(60);
    private List<String> jvmOptions = LIGHT;
    private String classPath = System.getProperty("java.class.path");
    private IntFunction<ClusterPlan> plans = ClusterPlan::of;
    private Function<ClusterPlan, ClusterHome> homes = ClusterHome::temporary;

    LocalKafkaBuilder() {}

    /** How many nodes, each a broker and a controller; 1 by default. */
    public LocalKafkaBuilder nodes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("nodes is " + count + "; a cluster has at least 1");
        }
        nodes = count;
        return this;
    }

    /**
     * The port of the first broker; the others have the ones that follow. By default they are any free ones. Where one is
     * taken, the start fails and names it.
     */
    public LocalKafkaBuilder port(int first) {
        plans = count -> ClusterPlan.of(count, first);
        return this;
    }

    /**
     * Keeps the cluster's data in this directory, which is made if there is none, instead of a temporary one: after
     * {@link LocalKafka#close()}, which then ends the nodes in order, a further start with as many nodes goes on with it, on
     * other ports unless they are given. The start fails when the directory is something else's, or in use.
     */
    public LocalKafkaBuilder data(Path directory) {
        homes = plan -> ClusterHome.kept(directory, plan);
        return this;
    }

    /** A broker setting of all nodes; it wins over the test kit's own. */
    public LocalKafkaBuilder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Several broker settings. */
    public LocalKafkaBuilder properties(Map<String, String> settings) {
        properties.putAll(settings);
        return this;
    }

    /** Lets the nodes obey {@link TestKafka#deny}; what nothing was said about is allowed to everyone. */
    public LocalKafkaBuilder authorizer() {
        return property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("allow.everyone.if.no.acl.found", "true");
    }

    /** Further ways into each node: with TLS, with a password, through a proxy. */
    public LocalKafkaBuilder listeners(Listener... more) {
        listeners.addAll(List.of(more));
        return this;
    }

    /**
     * Who clients of listeners with a password are, by default {@code tester} with any password; the key stores of those
     * with TLS have the same password. With {@linkplain #data data that stays}, the user of the first start is the one.
     */
    public LocalKafkaBuilder user(String name, String password) {
        credentials = new Credentials(name, password);
        return this;
    }

    /** How long the start of the cluster, and the restart of a node, may take; 60 s by default. */
    public LocalKafkaBuilder startupTimeout(Duration timeout) {
        startupTimeout = timeout;
        return this;
    }

    /** Replaces the nodes' JVM options; by default they are for a quick start, with 512 MB of heap at most. */
    public LocalKafkaBuilder jvmOptions(String... options) {
        jvmOptions = List.of(options);
        return this;
    }

    /**
     * Replaces the nodes' class path, which is this JVM's by default, for brokers of another version. It has to contain the
     * test kit, and Kafka's server with what it depends on.
     */
    public LocalKafkaBuilder classPath(String path) {
        classPath = path;
        return this;
    }

    /** Starts the cluster and returns when all nodes answer. */
    public LocalKafka start() {
        return LocalKafka.start(this);
    }

    /** For a test of lost port races. */
    LocalKafkaBuilder plans(IntFunction<ClusterPlan> source) {
        plans = source;
        return this;
    }

    ClusterPlan plan() {
        return plans.apply(nodes);
    }

    ClusterHome home(ClusterPlan plan) {
        return homes.apply(plan);
    }

    MoreListeners moreListeners(Path stores) {
        return new MoreListeners(EnumSet.copyOf(listeners), nodes, credentials, stores);
    }

    int nodes() {
        return nodes;
    }

    Map<String, String> properties() {
        return properties;
    }

    Duration startupTimeout() {
        return startupTimeout;
    }

    String classPath() {
        return classPath;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }
}
