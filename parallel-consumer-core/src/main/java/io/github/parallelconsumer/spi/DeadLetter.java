package io.github.parallelconsumer.spi;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that is given up on. Immutable.
 *
 * @param record the record as it was polled, with its original bytes and headers
 * @param topic where it is to go
 * @param group the consumer group that gave it up
 * @param attempts how many attempts failed; 0 for a record that never ran because one before it in its lane failed
 * @param cause why it is given up
 * @param valueDropped whether the letter is to be stored without the record's value, because with it it was refused as too
 *     large
 */
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> record,
        String topic,
        String group,
        int attempts,
        Throwable cause,
        boolean valueDropped) {

    /** The same letter, to be stored without its value. */
    public DeadLetter withoutValue() {
        return new DeadLetter(record, topic, group, attempts, cause, true);
    }
}
