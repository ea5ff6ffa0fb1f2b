package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.config.ParallelConsumerConfig;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deserializers that are not in use; as many exist as were ever needed at once. Thread-safe: a concurrent queue; a pair that was taken belongs to its taker alone.
 */
public final class DecoderPool<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);

    private static final int SLOTS = 16;
    /** References of a cache line, so that two slots never share one. */
    private static final int SLOT_SPACING = 16;

    private final String name;
    private final Supplier<Deserializer<K>> keys;
    private final Supplier<Deserializer<V>> values;
    private final MpmcAtomicArrayQueue<Decoder<K, V>> idle;
    /** One pair close at hand for each of a few threads: all of them would contend for the ends of the queue. */
    private final AtomicReferenceArray<Decoder<K, V>> atHand = new AtomicReferenceArray<>(SLOTS * SLOT_SPACING);

    /** Whether the deserializers change nothing, so that a record can be handed over as it was polled. */
    private volatile boolean keepsBytes;

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

    /** The record as the handler sees it in its current attempt. */
    @SuppressWarnings("unchecked") // the deserializers return byte arrays, so that is what K and V are
    ConsumerRecord<K, V> decode(InFlightRecord record) {
        if (keepsBytes && record.handOver()) {
            return (ConsumerRecord<K, V>) (ConsumerRecord<?, ?>) record.raw();
        }
        var decoder = take();
        try {
            return decoder.decode(record);
        } finally {
            giveBack(decoder);
        }
    }

    Decoder<K, V> take() {
        var decoder = atHand.getAndSet(slot(), null);
        if (decoder == null) {
            decoder = idle.poll();
        }
        return decoder == null ? create() : decoder;
    }

    private Decoder<K, V> create() {
        var decoder = new Decoder<>(keys.get(), values.get());
        keepsBytes = decoder.keepsBytes();
        return decoder;
    }

    void giveBack(Decoder<K, V> decoder) {
        if (!atHand.compareAndSet(slot(), null, decoder) && !idle.offer(decoder)) {
            close(decoder);
        } else if (closed) {
            closeIdle();
        }
    }

    private static int slot() {
        return ((int) Thread.currentThread().threadId() & (SLOTS - 1)) * SLOT_SPACING;
    }

    /** Closes the deserializers: those in use when they are given back. */
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (int slot = 0; slot < atHand.length(); slot += SLOT_SPACING) {
            var decoder = atHand.getAndSet(slot, null);
            if (decoder != null) {
                close(decoder);
            }
        }
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
