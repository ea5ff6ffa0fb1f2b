package io.github.parallelconsumer.internal.kafka;

import io.github.parallelconsumer.spi.RecordSource.CommitCallback;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous commit that waits for its end, so that it gets one even if its client is replaced: no other starts before.
 * Confined to the consumer thread.
 */
final class CommitUnderWay {

    private @Nullable CommitCallback waiting;

    /** A commit starts; returns what is to be told of its end. */
    CommitCallback begin(CommitCallback callback) {
        waiting = callback;
        return failure -> end(callback, failure);
    }

    /** The client will not tell any more; the commit counts as failed, if there is one. */
    void giveUp(Exception why) {
        var left = waiting;
        if (left != null) {
            end(left, why);
        }
    }

    private void end(CommitCallback callback, @Nullable Exception failure) {
        if (callback.equals(waiting)) {
            waiting = null;
            callback.ended(failure);
        }
    }
}
