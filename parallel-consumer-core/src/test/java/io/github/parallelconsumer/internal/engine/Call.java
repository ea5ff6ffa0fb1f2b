package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.RecordContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One call of a handler, which lasts until the test ends it. Thread-safe. */
final class Call {

    /** What a handler does about an interrupt. */
    enum OnInterrupt {
        THROW,
        RETURN,
        SWALLOW
    }

    final ConsumerRecord<String, String> record;
    final RecordContext context;
    final Thread thread = Thread.currentThread();
    volatile boolean interrupted;
    volatile boolean ended;
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    Call(ConsumerRecord<String, String> record, RecordContext context) {
        this.record = record;
        this.context = context;
    }

    boolean isOf(int partition, long offset) {
        return record.partition() == partition && record.offset() == offset;
    }

    void finish() {
        gate.complete(null);
    }

    void fail(Throwable failure) {
        gate.completeExceptionally(failure);
    }

    void await(OnInterrupt onInterrupt) throws Exception {
        while (true) {
            try {
                gate.get();
                return;
            } catch (InterruptedException e) {
                interrupted = true;
                switch (onInterrupt) {
                    case THROW -> throw e;
                    case RETURN -> {
                        return;
                    }
                    case SWALLOW -> {}
                }
            } catch (ExecutionException e) {
                throw sneaky(e.getCause());
            }
        }
    }

    private static Exception sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }
}
