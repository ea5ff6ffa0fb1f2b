package io.github.parallelconsumer.demo.viewer;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/** What this process takes of memory and processors. Confined to the thread that makes reports. */
final class ProcessUse {

    private long cpuBefore = cpuNanos();
    private long timeBefore = System.nanoTime();

    /** When this process started, in milliseconds. */
    long started() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Processors' worth of time since the last call. */
    double cpu() {
        long cpu = cpuNanos();
        long time = System.nanoTime();
        double used = time == timeBefore ? 0 : (double) (cpu - cpuBefore) / (time - timeBefore);
        cpuBefore = cpu;
        timeBefore = time;
        return used;
    }

    private static long cpuNanos() {
        Optional<Duration> total = ProcessHandle.current().info().totalCpuDuration();
        return total.map(Duration::toNanos).orElse(0L);
    }
}
