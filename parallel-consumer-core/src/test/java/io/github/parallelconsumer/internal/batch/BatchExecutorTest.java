package io.github.parallelconsumer.internal.batch;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.AttemptWatch;
import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.DecoderPool;
import io.github.parallelconsumer.internal.exec.FailingRecords;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.Judge;
import io.github.parallelconsumer.internal.exec.Permits;
import io.github.parallelconsumer.internal.exec.RecordRunner;
import io.github.parallelconsumer.internal.exec.WaitNotices;
import io.github.parallelconsumer.internal.lane.LaneTicket.End;
import io.github.parallelconsumer.internal.lane.Lanes;
import io.github.parallelconsumer.internal.scope.ScopeBinding;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Batches and their owners, interrupted ones too. */
@Tag("jdk21")
class BatchExecutorTest {
    private final AssignmentToken token = new AssignmentToken(new TopicPartition("t", 0), 1);
    private final Permits permits = new Permits(1);
    private final CompletionQueue completions = new CompletionQueue(10_000);
    private final Queue<Throwable> defects = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void end_ownerInAcquire_interruptedAndEveryLaneIsAbandoned() throws Exception {
        var executor = executor((r, context) -> {});
        var lanes = new Lanes<InFlightRecord>();
        var first = record(0);
        var lane = lanes.lane(token.partition(), null);
        first.join(lane, lane.append(token));
        permits.acquire();
        executor.start(List.of(first, record(1), record(2)));
        until("the owner waits for a permit", permits::contended);
        token.close();
        executor.end(Duration.ZERO);
        until("the owner has ended", () -> executor.running() == 0);

        assertThat(outcomes(3)).hasOnlyElementsOfType(Outcome.Dropped.class);
        assertThat(first.ticket().end()).isEqualTo(End.ABANDONED);
        assertThat(permits.inUse()).isEqualTo(1);
        assertThat(defects).isEmpty();
    }

    @Test
    void end_ownerInAcquireWhileARecordRuns_recordIsInterruptedAndTheRestNeverRuns() throws Exception {
        var handled = new ConcurrentLinkedQueue<Long>();
        var executor = executor((r, context) -> {
            handled.add(r.offset());
            gate.await();
        });
        executor.start(List.of(record(0), record(1), record(2)));
        until("one runs, the owner waits", () -> handled.size() == 1 && permits.contended());
        token.close();
        executor.end(Duration.ZERO);
        until("the owner has ended", () -> executor.running() == 0);

        assertThat(outcomes(3)).hasOnlyElementsOfType(Outcome.Dropped.class);
        assertThat(handled).containsExactly(0L);
        assertThat(permits.inUse()).isZero();
        assertThat(defects).isEmpty();
    }

    @Test
    void start_oneBatchLivesAndManyHaveEnded_endedOwnersAreForgotten() {
        var executor = executor((r, context) -> {});
        var lane = new Lanes<InFlightRecord>().lane(token.partition(), null);
        var predecessor = lane.append(token); // while it lasts, its successor waits without a permit
        var waiting = record(0);
        waiting.join(lane, lane.append(token));
        executor.start(List.of(waiting));
        for (int batches = 0; batches < 300; batches++) {
            executor.start(List.of(record(1)));
        }
        outcomes(300);
        until("ended owners are forgotten", () -> {
            executor.start(List.of(record(1)));
            outcomes(1);
            return executor.remembered() < 64;
        });

        until("only the first lives", () -> executor.running() == 1);
        predecessor.end(End.DONE);
        until("the first has ended, too", () -> executor.running() == 0);
        assertThat(outcomes(1)).hasOnlyElementsOfType(Outcome.Succeeded.class);
    }

    private List<Outcome> outcomes(int count) {
        var outcomes = new ArrayList<Outcome>();
        until("completions", () -> {
            for (var record = completions.poll(); record != null; record = completions.poll()) {
                outcomes.add(record.outcome());
            }
            return outcomes.size() == count;
        });
        return outcomes;
    }

    private InFlightRecord record(long offset) {
        return new InFlightRecord(new ConsumerRecord<>("t", 0, offset, null, null), token, offset);
    }

    private BatchExecutor executor(RecordHandler<String, String> handler) {
        var config = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .build();
        var clock = new ManualClock();
        var runner = new RecordRunner<>(
                handler,
                new DecoderPool<>("[g/c]", config),
                new Judge("[g/c]", RetryPolicy.fixed(9, Duration.ofHours(1)), null),
                new FailingRecords("[g/c]", new WaitNotices()),
                (record, attempts, cause, topic) -> {
                    throw new AssertionError("no dead letter is expected");
                },
                new AttemptWatch(null, null),
                clock);
        return new BatchExecutor(
                "[g/c]", ScopeBinding.best("[g/c]"), permits, runner, completions, defects::add, clock);
    }
}
