package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.AuthenticationFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;

/** What a commit's failure means for the commits after it. Stateless. */
enum CommitFailure {
    /** The group changes; polling completes that, and then commits are taken again. */
    PUT_OFF,
    /** The broker wants shorter metadata. */
    MAP_TOO_LARGE,
    /** Anything that may pass. What is lost with it, the callbacks of a later poll say. */
    PASSING,
    /** Nothing of this consumer will ever be committed again. */
    FATAL;

    static CommitFailure of(Exception failure) {
        if (failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof AuthenticationFailedException
                || failure instanceof FencedInstanceIdException
                || failure instanceof InvalidGroupIdException) {
            return FATAL;
        }
        if (failure instanceof OffsetMetadataTooLarge) {
            return MAP_TOO_LARGE;
        }
        // With group.protocol=consumer an asynchronous commit between two epochs gets that failure as it is.
        return failure instanceof RebalanceInProgressException || failure instanceof StaleMemberEpochException
                ? PUT_OFF
                : PASSING;
    }

    /** The failure as what ends the consumer. */
    static RuntimeException fatal(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new KafkaException(failure);
    }
}
