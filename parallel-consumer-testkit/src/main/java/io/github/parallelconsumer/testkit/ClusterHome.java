package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster keeps its files: a temporary directory that goes with it, or one that stays, for one cluster at a time.
 * Confined to the thread that starts the cluster, but for {@link #close()}.
 */
final class ClusterHome implements AutoCloseable {
    private static final String LOCK = "cluster.lock";
    private static final String ABOUT = "cluster.properties";
    private static final String CLUSTER_ID = "cluster.id";
    private static final String NODES = "nodes";

    private final Path directory;
    private final @Nullable FileChannel lock;
    private ClusterPlan plan;

    private ClusterHome(Path directory, @Nullable FileChannel lock, ClusterPlan plan) {
        this.directory = directory;
        this.lock = lock;
        this.plan = plan;
    }

    /** One that is gone when it is closed. */
    static ClusterHome temporary(ClusterPlan plan) {
        return new ClusterHome(Directories.temporary("local-kafka-"), null, plan);
    }

    /** One that stays, made if there is none; fails when it is something else's, or in use. */
    static ClusterHome kept(Path given, ClusterPlan plan) {
        Path directory = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            requireOwn(directory);
            return locked(directory, plan);
        } catch (IOException e) {
            String why = Files.isDirectory(directory) ? "it cannot be read and written" : "it is no directory";
            throw TestKitException.directoryUnusable(why + " (" + e + ")", e);
        }
    }

    /** What lies there must be a cluster's, or nothing. */
    private static void requireOwn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            if (!Files.exists(directory.resolve(LOCK)) && files.findAny().isPresent()) {
                throw TestKitException.directoryUnusable("it holds files that are no Kafka cluster's", null);
            }
        }
    }

    private static ClusterHome locked(Path directory, ClusterPlan plan) throws IOException {
        ClusterHome home = new ClusterHome(directory, lock(directory), plan);
        try {
            home.describe();
            return home;
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw TestKitException.directoryUnusable("another cluster runs on it", null);
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // one of this JVM
        }
    }

    /** A cluster that comes back is the same one; the number of its nodes is part of what they have agreed upon. */
    private void describe() throws IOException {
        Path about = directory.resolve(ABOUT);
        if (Files.exists(about)) {
            resume(read(about));
        } else {
            Properties properties = new Properties();
            properties.setProperty(CLUSTER_ID, plan.clusterId());
            properties.setProperty(NODES, Integer.toString(plan.ports().size()));
            write(properties, about);
        }
    }

    private void resume(Properties before) throws IOException {
        String nodes = before.getProperty(NODES, "");
        if (!nodes.equals(Integer.toString(plan.ports().size()))) {
            throw TestKitException.otherNodes(nodes, plan.ports().size());
        }
        plan = new ClusterPlan(before.getProperty(CLUSTER_ID, ""), plan.ports());
    }

    private static Properties read(Path about) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(about)) {
            properties.load(reader);
        }
        return properties;
    }

    /** Whole or not at all. */
    private static void write(Properties properties, Path about) throws IOException {
        Path half = about.resolveSibling(ABOUT + ".half");
        try (Writer writer = Files.newBufferedWriter(half)) {
            properties.store(writer, null);
        }
        Files.move(half, about, StandardCopyOption.ATOMIC_MOVE);
    }

    Path directory() {
        return directory;
    }

    /** Whether what it holds stays. */
    boolean isKept() {
        return lock != null;
    }

    /** The plan it was made for, as the cluster that was there before if there was one. */
    ClusterPlan plan() {
        return plan;
    }

    @Override
    public void close() {
        if (lock == null) {
            Directories.delete(directory);
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unlock " + directory, e);
        }
    }
}
