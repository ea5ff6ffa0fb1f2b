package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.internal.offset.OffsetTracker;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What accepting and completing one record costs, by the order in which records end. Confined to JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OffsetTrackerBenchmark {

    private static final int BATCH = 500;
    /** As many records as a partition may have unfinished before its intake pauses. */
    private static final int STUCK_SPAN = 1_000_000;

    private final OffsetTracker tracker = new OffsetTracker();
    private final int[] shuffled = new int[BATCH];
    private OffsetTracker stuck = new OffsetTracker();
    private long offset;
    private long stuckOffset;

    /** Fixes a random order of ending. */
    @Setup
    public void shuffle() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < BATCH; i++) {
            int other = random.nextInt(i + 1);
            shuffled[i] = shuffled[other];
            shuffled[other] = i;
        }
    }

    /** Each batch ends in order. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long inOrder() {
        long first = acceptBatch();
        for (int i = 0; i < BATCH; i++) {
            tracker.complete(first + i);
        }
        return tracker.watermark(offset);
    }

    /** Each batch ends in random order. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long random() {
        long first = acceptBatch();
        for (int i = 0; i < BATCH; i++) {
            tracker.complete(first + shuffled[i]);
        }
        return tracker.watermark(offset);
    }

    /** Everything ends but the first record, until a million records wait above it and it ends too. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long stuckHead() {
        if (stuck.span() >= STUCK_SPAN) {
            stuck.complete(0);
            stuck = new OffsetTracker();
            stuckOffset = 0;
        }
        for (int i = 0; i < BATCH; i++) {
            long sequence = stuck.accept(stuckOffset++);
            if (sequence > 0) {
                stuck.complete(sequence);
            }
        }
        return stuck.watermark(stuckOffset);
    }

    private long acceptBatch() {
        long first = tracker.accept(offset++);
        for (int i = 1; i < BATCH; i++) {
            tracker.accept(offset++);
        }
        return first;
    }
}
