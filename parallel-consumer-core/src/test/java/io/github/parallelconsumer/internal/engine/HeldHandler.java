package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds every record until the test lets it go, unless told which ones pass. Thread-safe. */
final class HeldHandler implements RecordHandler<String, String> {

    final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile Consumer<Call> onStart = call -> {};
    volatile Call.OnInterrupt onInterrupt = Call.OnInterrupt.THROW;
    private final AtomicInteger running = new AtomicInteger();
    private volatile Predicate<ConsumerRecord<String, String>> passes = record -> false;
    private volatile Predicate<ConsumerRecord<String, String>> fails = record -> false;

    @Override
    public void handle(ConsumerRecord<String, String> record, RecordContext context) throws Exception {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        var call = new Call(record, context);
        calls.add(call);
        try {
            onStart.accept(call);
            if (fails.test(record)) {
                throw new IllegalStateException("told to fail " + record.offset());
            }
            if (!passes.test(record)) {
                call.await(onInterrupt);
            }
        } finally {
            running.decrementAndGet();
            call.ended = true;
        }
    }

    /** Lets these records pass from now on. */
    void pass(Predicate<ConsumerRecord<String, String>> passes) {
        this.passes = passes;
    }

    /** Lets these records fail from now on. */
    void fail(Predicate<ConsumerRecord<String, String>> fails) {
        this.fails = fails;
    }

    /** Lets everything go, now and later. */
    void passAll() {
        fails = record -> false;
        passes = record -> true;
        calls.forEach(Call::finish);
    }

    /** The newest call for a record, once there is one. */
    Call call(int partition, long offset) {
        until(
                "call of " + partition + "@" + offset,
                () -> calls.stream().anyMatch(call -> call.isOf(partition, offset)));
        return calls.stream()
                .filter(call -> call.isOf(partition, offset))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    List<Long> offsets(int partition) {
        return calls.stream()
                .map(call -> call.record)
                .filter(record -> record.partition() == partition)
                .map(ConsumerRecord::offset)
                .toList();
    }

    boolean runs(int partition) {
        return calls.stream().anyMatch(call -> !call.ended && call.record.partition() == partition);
    }

    List<Call> running() {
        return calls.stream().filter(call -> !call.ended).toList();
    }
}
