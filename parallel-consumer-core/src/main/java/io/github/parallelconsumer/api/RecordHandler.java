package io.github.parallelconsumer.api;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a user does with one record. Called on a virtual thread, up to {@code maxConcurrency} calls at once, so an
 * implementation must be safe for concurrent use; within a lane (a key or a partition, as the ordering asks) calls
 * never overlap.
 *
 * <p>Returning means the record is done and may be committed. Throwing anything but {@link OutOfMemoryError} and
 * {@link InternalError}, which stop the consumer, means this attempt failed; the retry policy decides what follows, unless
 * it is a {@link SkipRecordException} or a {@link DeadLetterException}, which end the record at once. Blocking is fine. The
 * thread is interrupted when its partition is taken away or the consumer closes and the time to finish is over; what a
 * handler does after that interrupt is not committed, whether it returns or throws. It is also interrupted when the attempt
 * takes longer than {@code handlerTimeout}: the attempt has failed then, whether the handler returns or throws. Thread-locals
 * left behind may be seen by a later record.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
@FunctionalInterface
public interface RecordHandler<K, V> {

    /**
     * Handles one record.
     *
     * @param record the record; key and value are {@code null} where Kafka's are
     * @param context about this attempt
     * @throws Exception to say that the attempt failed
     */
    void handle(ConsumerRecord<K, V> record, RecordContext context) throws Exception;
}
