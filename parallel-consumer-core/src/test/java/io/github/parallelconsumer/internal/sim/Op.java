package io.github.parallelconsumer.internal.sim;

/**
 * One decision of the scheduler. Which record or partition it means is found when it is carried out, as a remainder, so that
 * a list of them still means something when some are left out. Immutable.
 *
 * @param look whether the consumer is looked at afterwards, which drains what has ended
 */
record Op(Kind kind, int which, int times, boolean look) {

    /** What is decided. */
    enum Kind {
        /** The consumer thread takes a turn. */
        TURN,
        /** Records are added to a partition. */
        APPEND,
        /** Handlers return, one after another. */
        FINISH,
        /** Some handlers return, the next one fails. */
        FAIL,
        /** Some handlers return, the next one gives its record up. */
        SKIP,
        /** Some handlers return, the next one wants a dead letter. */
        BURY,
        /** Time passes. */
        TICK,
        /** A dead letter is stored, or not. */
        LETTER,
        /** What becomes of the next commit, or of the one that waits for its answer. */
        COMMIT,
        ASSIGN,
        REVOKE,
        LOSE,
        /** Another member finishes and commits records of a partition that is not assigned here. */
        ELSEWHERE,
        /** The user pauses intake, or resumes it. */
        PAUSE,
        /** The committed maps cannot be read the next time. */
        UNREADABLE,
        /** The process dies, and another one begins. */
        CRASH,
        /** The process ends in order, and another one begins. */
        CLOSE;

        /** Whether it can happen while the consumer thread awaits records that it gives up. */
        boolean besideRelease() {
            return switch (this) {
                case FINISH, FAIL, SKIP, BURY, TICK, LETTER, COMMIT, APPEND, CRASH -> true;
                default -> false;
            };
        }
    }
}
