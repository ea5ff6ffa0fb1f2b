package io.github.parallelconsumer.api;

import org.apache.kafka.clients.consumer.InvalidOffsetException;

/**
 * There is no offset to go on from, and {@code auto.offset.reset=none} forbids to choose one; Kafka's exception, which names
 * the partitions, is the {@link #getCause() cause}.
 */
public final class LostPositionException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception for partitions without a position.
     *
     * @param group the consumer group
     * @param cause what Kafka's consumer says: no offset is committed, or the log does not have it, or has lost it
     */
    public LostPositionException(String group, InvalidOffsetException cause) {
        super(
                "group " + group + " has no valid offset for " + cause.partitions()
                        + ", and auto.offset.reset is none ("
                        + cause.getMessage() + "): commit where it is to go on, as with kafka-consumer-groups.sh"
                        + " --reset-offsets while the group is stopped, or set auto.offset.reset to earliest, latest or"
                        + " by_duration:<duration>",
                cause);
    }
}
