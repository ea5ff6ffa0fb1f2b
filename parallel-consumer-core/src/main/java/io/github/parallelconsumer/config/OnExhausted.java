package io.github.parallelconsumer.config;

/** What becomes of a record whose attempts are used up. */
public sealed interface OnExhausted {

    /**
     * The consumer stops: running records finish, what is safe is committed, the failure is the cause of the
     * termination. The record's offset stays uncommitted, so it comes again after a restart, and no later record of its
     * lane has run.
     */
    static OnExhausted stop() {
        return new Stop();
    }

    /** See {@link OnExhausted#stop}. */
    record Stop() implements OnExhausted {}
}
