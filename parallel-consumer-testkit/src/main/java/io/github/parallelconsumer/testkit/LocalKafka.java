package io.github.parallelconsumer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka cluster on this machine without Docker: one child JVM per node, on the loopback interface, with its
 * data in a temporary directory, or in {@linkplain LocalKafkaBuilder#data one that stays}. Thread-safe.
 *
 * <p>{@link #close()} ends the nodes and deletes their temporary files. They end, and their files go, also when this JVM
 * dies without it, whatever kills it.
 */
public final class LocalKafka implements TestKafka {
    private static final int MAX_PORT_RACES = 5;

    private final ClusterHome home;
    private final MoreListeners more;
    private final String bootstrapServers;
    private final List<KafkaNode> nodes;
    private final ClusterStart start;
    private final LazyAdmin admin;

    /** Takes over what was made for it, which goes with it; or with whoever made it, if this fails. */
    private LocalKafka(LocalKafkaBuilder options, ClusterHome home, MoreListeners more) {
        this.home = home;
        this.more = more;
        ClusterPlan plan = home.plan();
        start = new ClusterStart(plan.clusterId(), options.startupTimeout());
        bootstrapServers = plan.bootstrapServers();
        admin = new LazyAdmin(bootstrapServers);
        List<KafkaNode> made = new ArrayList<>();
        for (int i = 0; i < options.nodes(); i++) {
            made.add(node(i, plan, options));
        }
        nodes = List.copyOf(made);
    }

    /** Starts one node with the default settings. */
    public static LocalKafka start() {
        return builder().start();
    }

    /** Starts to describe a cluster. */
    public static LocalKafkaBuilder builder() {
        return new LocalKafkaBuilder();
    }

    private static LocalKafka make(LocalKafkaBuilder options) {
        ClusterHome home = options.home(options.plan());
        try {
            MoreListeners more = options.moreListeners(home.directory().resolve("stores"));
            try {
                return new LocalKafka(options, home, more);
            } catch (RuntimeException e) {
                more.close();
                throw e;
            }
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    static LocalKafka start(LocalKafkaBuilder options) {
        for (int races = 0; ; races++) {
            LocalKafka kafka = make(options);
            try {
                kafka.startStopped();
                return kafka;
            } catch (RuntimeException e) {
                boolean race = kafka.nodes.stream().anyMatch(ClusterStart::portTaken);
                kafka.close();
                if (!race || races == MAX_PORT_RACES) {
                    throw e;
                }
            }
        }
    }

    /** A node by its place in the cluster, counted from 0. */
    public KafkaNode node(int index) {
        return nodes.get(index);
    }

    /** All nodes, running or not. */
    public List<KafkaNode> nodes() {
        return nodes;
    }

    /** Starts all nodes that do not run, with the data they have, and returns when all nodes of the cluster answer. */
    public void startStopped() {
        nodes.stream().filter(node -> !node.isRunning()).forEach(KafkaNode::launch);
        start.await(nodes);
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What a client needs to come in by a further listener: its addresses, and what proves who it is. */
    public Map<String, Object> clientSettings(Listener listener) {
        return more.clientSettings(listener);
    }

    /** What stands before the {@link Listener#PROXIED} listener of a node, by its place in the cluster, counted from 0. */
    public TcpProxy proxy(int index) {
        return more.proxy(index);
    }

    @Override
    public Admin admin() {
        return admin.get();
    }

    /** Does all of it also for a thread that is interrupted, before or meanwhile; its flag is set again. */
    @Override
    public void close() {
        try {
            admin.close();
            if (home.isKept()) {
                nodes.forEach(KafkaNode::requestEnd); // all at once: one alone may wait for others to take over from it
                nodes.forEach(KafkaNode::awaitEnd);
            }
        } finally {
            more.close();
            nodes.forEach(KafkaNode::close);
            home.close();
        }
    }

    private KafkaNode node(int index, ClusterPlan plan, LocalKafkaBuilder options) {
        int id = plan.nodeId(index);
        NodeFiles files = new NodeFiles(home.directory().resolve("node-" + id));
        files.write(more.addTo(plan.settings(index, files, options.properties()), index), more.formatArgs());
        ForkedJvmBuilder process = ForkedJvm.of(BrokerProcess.class)
                .args(
                        files.serverProperties().toString(),
                        files.data().toString(),
                        plan.clusterId(),
                        files.formatArgs().toString())
                .classPath(options.classPath())
                .jvmOptions(options.jvmOptions().toArray(String[]::new))
                .jvmOptions("-XX:ErrorFile=" + files.directory().resolve("hs_err.log"))
                .systemProperty("slf4j.provider", BrokerLog.class.getName())
                .systemProperty("slf4j.internal.verbosity", "WARN")
                .systemProperty(
                        "log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory")
                .output(files.log());
        if (!home.isKept()) {
            process.systemProperty(ParentWatch.DELETE_PROPERTY, home.directory().toString());
        }
        int port = plan.ports().get(index).broker();
        return new KafkaNode(id, port, files.log(), process, start);
    }
}
