package io.github.parallelconsumer.config;

/** What happens when as many records are held by failing lanes as {@code maxHeld} allows. */
public sealed interface OnMaxHeld {

    /**
     * Intake of the partitions whose lanes hold records pauses, and goes on when what is held has fallen to three quarters
     * of the bound. Partitions without such lanes go on. Nothing is given up; who waits is named by the log and by {@code
     * health()}.
     */
    static OnMaxHeld pausePartitions() {
        return new PausePartitions();
    }

    /**
     * Lanes are given up, the one that has waited for longest first, until the others hold no more than three quarters of the
     * bound. The record at the head becomes a dead letter with its last failure. Those that queue behind it follow in their
     * order, untried, with a {@link io.github.parallelconsumer.api.LaneGivenUpException} as the reason. What arrives in the
     * lane afterwards is handled as any record. As long as too much is held, because dead letters take their time or cannot
     * be stored, intake pauses as with {@link #pausePartitions}. A head whose attempt succeeds meanwhile saves its lane.
     *
     * <p>Needs a place for dead letters: {@code deadLetters(...)}, or {@link OnExhausted#deadLetter(String)} as the end of
     * the retry policy.
     */
    static OnMaxHeld deadLetterLane() {
        return new DeadLetterLane();
    }

    /** See {@link OnMaxHeld#pausePartitions}. */
    record PausePartitions() implements OnMaxHeld {}

    /** See {@link OnMaxHeld#deadLetterLane}. */
    record DeadLetterLane() implements OnMaxHeld {}
}
