package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.DeserializationFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A pair of deserializers. Confined to one record thread at a time by the {@link DecoderPool}. */
final class Decoder<K, V> {

    private final Deserializer<K> key;
    private final Deserializer<V> value;

    Decoder(Deserializer<K> key, Deserializer<V> value) {
        this.key = key;
        this.value = value;
    }

    /** Whether keys and values come out as the bytes that went in. A subclass may do what it likes. */
    boolean keepsBytes() {
        return key.getClass() == ByteArrayDeserializer.class && value.getClass() == ByteArrayDeserializer.class;
    }

    /** The record as the handler sees it, with headers of its own, so that an attempt cannot spoil the next. */
    ConsumerRecord<K, V> decode(InFlightRecord record) {
        var raw = record.raw();
        var originals = record.headers();
        var headers = originals.length == 0 ? new RecordHeaders() : new RecordHeaders(originals);
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                decode("key", key, raw, headers, raw.key()),
                decode("value", value, raw, headers, raw.value()),
                headers,
                raw.leaderEpoch(),
                raw.deliveryCount());
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null in, null out: Kafka's null key and tombstone
    private static <T> T decode(
            String part,
            Deserializer<T> deserializer,
            ConsumerRecord<byte[], byte[]> raw,
            Headers headers,
            byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return deserializer.deserialize(raw.topic(), headers, bytes);
        } catch (RuntimeException e) {
            throw new DeserializationFailure(part, raw, deserializer.getClass(), e);
        }
    }

    void close() {
        try {
            key.close();
        } finally {
            value.close();
        }
    }
}
