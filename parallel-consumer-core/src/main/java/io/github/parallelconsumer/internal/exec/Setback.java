package io.github.parallelconsumer.internal.exec;

/**
 * That attempts at a record failed, and what the record waits for since. Immutable.
 *
 * @param attempts how many calls of the handler failed
 * @param failure why the record waits: how the last of them failed, or why its dead letter could not be stored
 * @param next what comes next
 */
public record Setback(int attempts, Throwable failure, Next next) {

    /** What a record that failed waits for. */
    public enum Next {
        /** Another attempt. */
        RETRY,
        /** Another attempt although the attempts are used up, since its lane must not go on without it. */
        HELD_RETRY,
        /** That its dead letter is stored. */
        DEAD_LETTER
    }
}
