package io.github.parallelconsumer.it;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM holds of the things that a consumer takes and has to give back. Immutable.
 *
 * @param threads number and name of each, whether platform or virtual
 * @param files open descriptors
 * @param beans names of what consumers and producers show in JMX
 * @param clients instances that no collection removes
 * @param liveBytes of the heap, after a collection
 */
record Resources(Set<String> threads, long files, Set<String> beans, Clients clients, long liveBytes) {

    /** A line {@code #12 "name" ..}, its number for good; carriers, and the thread that asks, come and go. */
    private static final Pattern THREAD =
            Pattern.compile("(?m)^(#\\d+ \"(?!ForkJoinPool|awaitility|Attach Listener)[^\"\\n]*\")");

    /** How many consumers there are, by their parts. Immutable. */
    record Clients(long engines, long consumers, long producers) {}

    static Resources now() {
        try {
            long files = open();
            var histogram = histogram();
            var clients = new Clients(
                    instances(histogram, "io.github.parallelconsumer.internal.engine.Engine"),
                    instances(histogram, "org.apache.kafka.clients.consumer.KafkaConsumer"),
                    instances(histogram, "org.apache.kafka.clients.producer.KafkaProducer"));
            long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return new Resources(running(), files, shown(), clients, live);
        } catch (JMException e) {
            throw new IllegalStateException("this JVM does not tell of itself", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long open() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    private static Set<String> running() throws IOException {
        var directory = Files.createTempDirectory("threads-");
        var file = directory.resolve("dump");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return THREAD.matcher(Files.readString(file))
                    .results()
                    .map(line -> line.group(1))
                    .collect(Collectors.toSet());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static Set<String> shown() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        return server.queryNames(new ObjectName("kafka.*:*"), null).stream()
                .map(ObjectName::getCanonicalName)
                .filter(name -> name.startsWith("kafka.consumer:") || name.startsWith("kafka.producer:"))
                .collect(Collectors.toSet());
    }

    /** Collects all garbage first. */
    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    private static long instances(String histogram, String type) {
        var row = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "(\\s|$)")
                .matcher(histogram);
        return row.find() ? Long.parseLong(row.group(1)) : 0;
    }
}
