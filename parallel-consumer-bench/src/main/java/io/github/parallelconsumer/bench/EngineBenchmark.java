package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.config.Ordering;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a record costs from the poll to the commit in the whole engine, with records from memory and handlers that do
 * nothing; the records themselves and their batches are part of the figure. Confined to JMH.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {

    private static final int RECORDS = 200_000;

    /** The orderings that are constants. */
    public enum Order {
        UNORDERED(Ordering.UNORDERED),
        KEY(Ordering.KEY),
        PARTITION(Ordering.PARTITION);

        @SuppressWarnings("ImmutableEnumChecker") // the orderings are immutable
        private final Ordering ordering;

        Order(Ordering ordering) {
            this.ordering = ordering;
        }
    }

    /** The ordering measured. */
    @Param
    public Order order = Order.UNORDERED;

    private @Nullable EngineRun run;

    /** Starts the engine. */
    @Setup(Level.Trial)
    public void start() {
        run = new EngineRun(order.ordering);
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() {
        if (run != null) {
            run.close();
        }
    }

    /** Many records in, all of them handled. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void records() {
        if (run != null) {
            run.pass(RECORDS);
        }
    }
}
