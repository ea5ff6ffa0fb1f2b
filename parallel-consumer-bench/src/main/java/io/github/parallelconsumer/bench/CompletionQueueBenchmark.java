package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What handing one record back to the consumer thread costs when nobody else offers. Confined to JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompletionQueueBenchmark {

    private static final int BATCH = 500;

    private final CompletionQueue queue = new CompletionQueue(BATCH);
    private final InFlightRecord record = new InFlightRecord(
            new ConsumerRecord<>("topic", 0, 0, new byte[8], new byte[8]),
            new AssignmentToken(new TopicPartition("topic", 0), 1),
            0);

    /** A batch in, and out again. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int offerAndPoll() {
        for (int i = 0; i < BATCH; i++) {
            queue.offer(record);
        }
        int polled = 0;
        while (queue.poll() != null) {
            polled++;
        }
        return polled;
    }
}
