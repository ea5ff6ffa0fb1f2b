package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.internal.lane.LaneTicket;
import io.github.parallelconsumer.internal.lane.Lanes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What keeping a record's order costs on the consumer thread, by the number of keys: finding its lane, a ticket for the
 * first of a lane in its batch, and the retirement of the tickets twenty batches (10,000 records) later. Confined to JMH.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LanesBenchmark {

    private static final int BATCH = 500;
    private static final int BATCHES_IN_FLIGHT = 20;
    private static final int DRAWN = 1 << 20;

    private final Lanes<Boolean> lanes = new Lanes<>();
    private final TopicPartition partition = new TopicPartition("topic", 0);
    private final Object assignment = new Object();
    private final ArrayDeque<List<Ticketed>> inFlight = new ArrayDeque<>();
    private final byte[][] drawn = new byte[DRAWN][];
    private int next;
    private long batch;

    /** How many keys the records have. */
    @Param({"1", "1000", "1000000"})
    public int keys;

    private record Ticketed(Lane<Boolean> lane, LaneTicket ticket) {}

    /** Draws a key for each record; as from a broker, equal keys are different arrays. */
    @Setup
    public void draw() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = ("key-" + random.nextInt(keys)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** One batch in, an earlier one out. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int takeAndRetire() {
        batch++;
        List<Ticketed> tickets = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            var lane = lanes.lane(partition, drawn[next++ & (DRAWN - 1)]);
            if (lane.part(batch) == null) {
                lane.part(batch, Boolean.TRUE);
                tickets.add(new Ticketed(lane, lane.append(assignment)));
            }
        }
        inFlight.add(tickets);
        if (inFlight.size() > BATCHES_IN_FLIGHT) {
            for (var ended : inFlight.remove()) {
                ended.ticket().end(LaneTicket.End.DONE);
                lanes.retire(ended.lane(), ended.ticket());
            }
        }
        return lanes.size();
    }
}
