package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.internal.scope.ScopeBinding;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one batch costs: opening its scope, forking so many threads that do nothing, joining and closing. Owned by a
 * virtual thread, as in the engine. Confined to JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class BatchScopeBenchmark {

    private final ScopeBinding binding = ScopeBinding.best("bench");
    private final ThreadFactory threads = Thread.ofVirtual().name("record").factory();
    private final LongAdder ran = new LongAdder();

    /** Threads forked per batch. */
    @Param({"1", "50", "500"})
    public int forks;

    /** One batch. */
    @Benchmark
    public long openForkJoinClose() throws InterruptedException {
        try (var scope = binding.open("batch", threads)) {
            for (int i = 0; i < forks; i++) {
                scope.fork(ran::increment);
            }
            scope.join();
        }
        return ran.sum();
    }
}
