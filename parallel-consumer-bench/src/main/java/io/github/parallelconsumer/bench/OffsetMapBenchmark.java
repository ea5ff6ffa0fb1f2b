package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetTracker;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make the offset map of one partition for a commit. Confined to JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OffsetMapBenchmark {

    private static final int MAX_CHARS = 4_096;

    /** Which records of the window are unfinished. */
    public enum Shape {
        /** The first one; a million above it are finished. */
        STUCK_HEAD(1_000_000),
        /** The first one, and one in a thousand above it. */
        FEW_UNFINISHED(1_000_000),
        /** The first one, and any other with even odds: the map is cut. */
        RANDOM_HALF(1_000_000),
        /** All but the last of a usual window. */
        ALMOST_ALL(10_000);

        private final int records;

        Shape(int records) {
            this.records = records;
        }

        private boolean unfinished(int record, SplittableRandom random) {
            return record == 0
                    || switch (this) {
                        case STUCK_HEAD -> false;
                        case FEW_UNFINISHED -> record % 1_000 == 0;
                        case RANDOM_HALF -> random.nextBoolean();
                        case ALMOST_ALL -> record < records - 1;
                    };
        }
    }

    /** The shape measured. */
    @Param
    public Shape shape = Shape.STUCK_HEAD;

    private OffsetTracker tracker = new OffsetTracker();

    /** Fills the window. */
    @Setup
    public void fill() {
        var random = new SplittableRandom(1);
        tracker = new OffsetTracker();
        for (int i = 0; i < shape.records; i++) {
            long sequence = tracker.accept(i);
            if (!shape.unfinished(i, random)) {
                tracker.complete(sequence);
            }
        }
    }

    /** From the tracker to the text. */
    @Benchmark
    public String encode() {
        var builder = OffsetMapCodec.builder(0, MAX_CHARS);
        tracker.addTo(builder);
        return OffsetMapCodec.encode(builder.build(), MAX_CHARS);
    }
}
