package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.parallelconsumer.config.Ordering;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a record may cost in the whole engine, counted and not timed, so that a busy machine makes no difference: bytes
 * allocated beyond what the source needs for it, and threads started. The budgets are about half as much again as it is, so
 * another object for each record or a thread for each record shows.
 */
class EngineBudgetTest {

    private static final int RECORDS = 300_000;
    private static final int WARM_UP_PASSES = 6;
    /** The least of these counts: the code may be compiled meanwhile, and an interpreted one allocates more. */
    private static final int PASSES = 6;

    /** With handlers that do nothing most records are taken by threads that run already; how many differs with the load. */
    private static final double MOST_FORKS = 0.25;

    private static final double OLDER_JDK = 1.5;

    @TempDir
    private Path directory;

    @Test
    void allocation_unordered_isWithinItsBudget() {
        assertThat(bytesPerRecord(Ordering.UNORDERED)).isBetween(1.0, budget(160));
    }

    @Test
    void allocation_byKey_isWithinItsBudget() {
        assertThat(bytesPerRecord(Ordering.KEY)).isBetween(1.0, budget(300));
    }

    @Test
    void allocation_byPartition_isWithinItsBudget() {
        assertThat(bytesPerRecord(Ordering.PARTITION)).isBetween(0.1, budget(60));
    }

    @Test
    void forks_anyOrdering_areFewerThanRecords() {
        assertThat(forksPerRecord(Ordering.UNORDERED)).isBetween(0.0, MOST_FORKS);
        assertThat(forksPerRecord(Ordering.KEY)).isBetween(0.0, MOST_FORKS);
        assertThat(forksPerRecord(Ordering.PARTITION)).isBetween(0.0, MOST_FORKS);
    }

    /** JDK 21 makes less of the same code, and starts more threads. */
    private static double budget(double bytes) {
        return Runtime.version().feature() >= 25 ? bytes : OLDER_JDK * bytes;
    }

    private static double bytesPerRecord(Ordering ordering) {
        try (var run = new EngineRun(ordering)) {
            warmUp(run);
            double source = least(() -> bytesDuring(EngineBudgetTest::drainSource));
            double all = least(() -> bytesDuring(() -> run.pass(RECORDS)));
            System.out.printf("%s: %.1f bytes per record, and %.1f in the source%n", ordering, all - source, source);
            return all - source;
        }
    }

    private static void drainSource() {
        var source = new EndlessSource(10_000);
        source.give(RECORDS);
        for (int left = RECORDS; left > 0; ) {
            left -= source.poll(Duration.ZERO).count();
        }
    }

    private double forksPerRecord(Ordering ordering) {
        try (var run = new EngineRun(ordering)) {
            warmUp(run);
            double forks = least(() -> (double) threadsStartedDuring(() -> run.pass(RECORDS)) / RECORDS);
            System.out.printf("%s: %.4f forks per record%n", ordering, forks);
            return forks;
        }
    }

    private static void warmUp(EngineRun run) {
        for (int i = 0; i < WARM_UP_PASSES; i++) {
            run.pass(RECORDS);
        }
    }

    private static double least(DoubleSupplier figure) {
        return DoubleStream.generate(figure).limit(PASSES).min().orElseThrow();
    }

    private static double bytesDuring(Runnable action) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getTotalThreadAllocatedBytes();
        action.run();
        return (double) (threads.getTotalThreadAllocatedBytes() - before) / RECORDS;
    }

    private long threadsStartedDuring(Runnable action) {
        try (var recording = new Recording()) {
            recording.enable("jdk.VirtualThreadStart").withoutStackTrace();
            recording.start();
            action.run();
            recording.stop();
            var file = directory.resolve("threads.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
