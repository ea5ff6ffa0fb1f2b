package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.engine.Engine;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The whole engine over records from memory, with handlers that do nothing. Confined to one thread. */
final class EngineRun implements AutoCloseable {

    private static final int KEYS = 10_000;
    private static final int CONCURRENCY = 1_000;
    private static final long LOOK_NANOS = 50_000;

    private final EndlessSource source = new EndlessSource(KEYS);
    private final LongAdder handled = new LongAdder();
    private final Engine engine;
    private long given;

    EngineRun(Ordering ordering) {
        var config = ParallelConsumerConfig.<byte[], byte[]>builder(
                        Map.of("bootstrap.servers", "localhost:9092", "group.id", "bench"))
                .deserializers(ByteArrayDeserializer::new, ByteArrayDeserializer::new)
                .topics("endless")
                .ordering(ordering)
                .maxConcurrency(CONCURRENCY)
                .build();
        engine = Engine.start(config, (record, context) -> handled.increment(), source);
    }

    /** Lets so many records through, and returns when all are handled. */
    void pass(long records) {
        given += records;
        source.give(records);
        while (handled.sum() < given) {
            if (engine.termination().toCompletableFuture().isDone()) {
                throw new IllegalStateException("the engine ended at " + handled.sum() + " of " + given + " records");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
