package io.github.parallelconsumer.api;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The key or the value of a record could not be deserialized. Counts as a failed attempt at the record. */
public final class DeserializationFailure extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of a deserializer.
     *
     * @param part {@code key} or {@code value}
     * @param record the record, as it was polled
     * @param deserializer the class that failed
     * @param cause what it threw
     */
    public DeserializationFailure(String part, ConsumerRecord<?, ?> record, Class<?> deserializer, Throwable cause) {
        super(
                "the " + part + " of record " + record.topic() + "-" + record.partition() + "@" + record.offset()
                        + " cannot be deserialized by " + deserializer.getName(),
                cause);
    }
}
