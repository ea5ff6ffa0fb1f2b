package io.github.parallelconsumer.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link LocalKafka}: a broker and a controller in one child JVM. Thread-safe: every change holds this
 * object's lock.
 */
public final class KafkaNode {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final int id;
    private final int port;
    private final Path logFile;
    private final ForkedJvmBuilder process;
    private final ClusterStart start;
    private @Nullable ForkedJvm jvm;

    KafkaNode(int id, int port, Path logFile, ForkedJvmBuilder process, ClusterStart start) {
        this.id = id;
        this.port = port;
        this.logFile = logFile;
        this.process = process;
        this.start = start;
    }

    /** The node's number in the cluster, Kafka's {@code node.id}, counted from 1. */
    public int id() {
        return id;
    }

    /** Host and port of this broker alone, the same after each restart. */
    public String bootstrapServer() {
        return ClusterPlan.HOST + ":" + port;
    }

    /** The process id, also of the last process when none runs. */
    public synchronized long pid() {
        return jvm().pid();
    }

    public synchronized boolean isRunning() {
        return jvm != null && jvm.isAlive();
    }

    /** What this node has logged since the cluster was made, at INFO. */
    public Path logFile() {
        return logFile;
    }

    /**
     * Ends it in order with SIGTERM and returns when it has ended; thaws it first. Where no majority of the nodes is
     * left to hand over to, it cannot end in order and is killed after 20 s.
     */
    public synchronized void stop() {
        jvm().terminate();
        Deadline.in(STOP_TIMEOUT).await(() -> !jvm().isAlive());
        jvm().kill();
    }

    /** Ends it with SIGKILL, as a crash does, and returns when it has ended. */
    public synchronized void kill() {
        jvm().kill();
    }

    /** Stops it with SIGSTOP: its connections stay, but it answers nothing. */
    public synchronized void freeze() {
        jvm().freeze();
    }

    /**
     * Lets it go on with SIGCONT. In a cluster that has replaced it meanwhile, it takes itself for the leader that it
     * was until it hears of that, and for a fraction of a second answers with old end offsets.
     */
    public synchronized void thaw() {
        jvm().thaw();
    }

    /**
     * Starts it again on the same port with the data it has, stopping it first if it runs, and returns when it takes
     * part in the cluster. That needs a majority; to start the nodes of one that has none, see {@link
     * LocalKafka#startStopped()}.
     */
    public synchronized void restart() {
        stop();
        launch();
        start.await(List.of(this));
    }

    synchronized void launch() {
        jvm = process.start();
    }

    /** Sends SIGTERM if it runs, and does not wait. */
    synchronized void requestEnd() {
        if (isRunning()) {
            jvm().terminate();
        }
    }

    /** Waits for the end that was asked for, also when interrupted; not longer than {@link #stop()} does. */
    synchronized void awaitEnd() {
        if (jvm != null) {
            jvm.awaitEnd(STOP_TIMEOUT);
        }
    }

    /** Kills it if it was ever started. */
    synchronized void close() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    /** The last lines that its last process has logged. */
    synchronized String tail(int lines) {
        return jvm == null ? "" : jvm.tail(lines);
    }

    int port() {
        return port;
    }

    private synchronized ForkedJvm jvm() {
        if (jvm == null) {
            throw new IllegalStateException("Node " + id + " was never started");
        }
        return jvm;
    }
}
