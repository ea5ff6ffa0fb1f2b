package io.github.parallelconsumer.bench.peers;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Reads what this JVM has used. Thread-safe: the peaks are atomic, since the JVM reports collections on a thread of its
 * own.
 *
 * <p>The JVM counts allocations by platform thread; a virtual thread's are its carrier's, so the total has them. The
 * heap is fullest just before a collection, so its peak is taken there, and at each sample.
 */
final class Gauges {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final MachineCpu machine = new MachineCpu();
    private final List<String> heapPools = heapPools();
    private final AtomicLong peakHeap = new AtomicLong();
    private final AtomicLong peakAfterCollection = new AtomicLong();

    Gauges() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> collected((CompositeData) notification.getUserData()),
                        notification -> notification
                                .getType()
                                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                        null);
            }
        }
    }

    Sample sample(Tick tick) {
        raise(peakHeap, memory.getHeapMemoryUsage().getUsed());
        return new Sample(tick, system.getProcessCpuTime(), machine.cpuNanos(), threads.getTotalThreadAllocatedBytes());
    }

    /** What is in use right after a full collection, which this asks for and waits for. */
    long liveHeap() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** The most heap in use at once, garbage included. */
    long peakHeap() {
        return peakHeap.get();
    }

    /** The most heap in use right after a collection, close to what was really needed; 0 if there was none. */
    long peakAfterCollection() {
        return peakAfterCollection.get();
    }

    private void collected(CompositeData data) {
        var info = GarbageCollectionNotificationInfo.from(data).getGcInfo();
        raise(peakHeap, heapUsed(info.getMemoryUsageBeforeGc()));
        raise(peakAfterCollection, heapUsed(info.getMemoryUsageAfterGc()));
    }

    private long heapUsed(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static List<String> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .toList();
    }

    private static void raise(AtomicLong peak, long value) {
        peak.accumulateAndGet(value, Math::max);
    }
}
