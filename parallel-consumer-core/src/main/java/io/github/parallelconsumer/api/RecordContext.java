package io.github.parallelconsumer.api;

import java.time.Duration;
import java.util.Optional;

/** About one attempt at a record. Thread-safe: may be handed to other threads while the attempt runs. */
public interface RecordContext {

    /** The number of this attempt at the record, from 1. Starts again at 1 when the record is delivered again. */
    int attempt();

    /** Why the attempt before this one failed; empty at the first attempt. */
    Optional<Throwable> lastFailure();

    /**
     * How much of {@code handlerTimeout} this attempt has left, before it is interrupted and has failed; empty without such
     * a timeout. A duration, because that is what clients take: {@code timeLeft().ifPresent(request::timeout)}. At least a
     * millisecond even when the time is over, since clients refuse zero or take it for "no limit"; for the same reason round
     * up for a client that takes whole seconds.
     */
    Optional<Duration> timeLeft();

    /**
     * Whether the record's partition is no longer this consumer's, or is about to be given up. A long handler may look
     * and end early; what it does afterwards is not committed unless it returns before it is interrupted.
     */
    boolean revoked();

    /**
     * Identifies the assignment of the partition under which the record was polled: greater for every later assignment
     * within this process. A fencing token for effects that must not be overwritten by a former assignment of the same
     * process; it says nothing about other members of the group.
     */
    long assignmentId();
}
