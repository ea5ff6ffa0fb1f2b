package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deserializers that are not in use; as many exist as were ever needed at once, at most {@code maxConcurrency}
 * pairs. Thread-safe: a concurrent queue; a pair that was taken belongs to its taker alone.
 */
public final class DecoderPool<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);

    private final String name;
    private final Supplier<Deserializer<K>> keys;
    private final Supplier<Deserializer<V>> values;
    private final MpmcAtomicArrayQueue<Decoder<K, V>> idle;
    private volatile boolean closed;

    /**
     * An empty pool for the deserializers of the configuration.
     *
     * @param name what log lines call the consumer
     */
    public DecoderPool(String name, ParallelConsumerConfig<K, V> config) {
        this.name = name;
        keys = config.keyDeserializer();
        values = config.valueDeserializer();
        idle = new MpmcAtomicArrayQueue<>(Math.max(2, config.maxConcurrency()));
    }

    Decoder<K, V> take() {
        var decoder = idle.poll();
        return decoder == null ? new Decoder<>(keys.get(), values.get()) : decoder;
    }

    void giveBack(Decoder<K, V> decoder) {
        if (!idle.offer(decoder)) {
            close(decoder);
        } else if (closed) {
            closeIdle();
        }
    }

    /** Closes the deserializers: those in use when they are given back. */
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (var decoder = idle.poll(); decoder != null; decoder = idle.poll()) {
            close(decoder);
        }
    }

    private void close(Decoder<K, V> decoder) {
        try {
            decoder.close();
        } catch (RuntimeException e) {
            LOG.warn("{} A deserializer failed to close", name, e);
        }
    }
}
