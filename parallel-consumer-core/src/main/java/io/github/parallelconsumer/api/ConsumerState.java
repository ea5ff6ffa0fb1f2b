package io.github.parallelconsumer.api;

/** Where a consumer stands in its life. The order of the constants is the order in which they are passed. */
public enum ConsumerState {
    /** Started, not yet a member of its group with an assignment. */
    STARTING,
    /** A member of its group; records are polled and handled. */
    RUNNING,
    /** Closing: nothing is polled any more, running records finish. */
    DRAINING,
    /** Ended after {@code close()}. */
    CLOSED,
    /** Ended by a failure; the cause is in the {@link Termination}. */
    FAILED
}
