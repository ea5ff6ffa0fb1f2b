package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.LaneGivenUpException;
import io.github.parallelconsumer.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the records of a lane that the consumer thread gave up. Stateless. Runs on a record thread.
 *
 * <p>The consumer thread marks the followers first and the head last, so a follower that runs after a head which saw its
 * mark sees its own. It may be late: a head that has succeeded meanwhile, or ended otherwise, takes nobody along.
 */
final class GivenUpLane {

    private GivenUpLane() {}

    /** What the record waits for instead of another attempt, namely its dead letter, or null when it is not given up. */
    static @Nullable Setback insteadOfAttempt(InFlightRecord record) {
        var head = record.givenUpWith();
        if (head == null) {
            return null;
        }
        return head == record ? ofHead(head) : ofFollower(head);
    }

    private static @Nullable Setback ofHead(InFlightRecord head) {
        var last = head.setback();
        return last == null ? null : new Setback(last.attempts(), last.failure(), Setback.Next.DEAD_LETTER);
    }

    private static @Nullable Setback ofFollower(InFlightRecord head) {
        if (head.takesLaneAlong() && head.outcome() instanceof Outcome.DeadLettered dead) {
            var why = new LaneGivenUpException(
                    head.token().partition(), head.raw().offset(), dead.cause());
            return new Setback(0, why, Setback.Next.DEAD_LETTER);
        }
        return null;
    }
}
