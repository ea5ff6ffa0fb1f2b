package io.github.parallelconsumer.api;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a record took longer than {@code handlerTimeout}. Counts as a failed attempt, whatever the handler did
 * after it was interrupted; what it threw then, if anything, is the {@link #getCause() cause}, and shows where it was.
 */
public final class HandlerTimeoutException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of an attempt that was too slow.
     *
     * @param partition the record's partition
     * @param offset the record's offset
     * @param attempt the number of the attempt
     * @param timeout the time it had
     * @param cause what the handler threw, or null when it returned
     */
    public HandlerTimeoutException(
            TopicPartition partition, long offset, int attempt, Duration timeout, @Nullable Throwable cause) {
        super(
                "attempt " + attempt + " at record " + partition + "@" + offset + " did not end within " + timeout,
                cause);
    }
}
