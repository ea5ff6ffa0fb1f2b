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

    /** See {@link OnMaxHeld#pausePartitions}. */
    record PausePartitions() implements OnMaxHeld {}
}
