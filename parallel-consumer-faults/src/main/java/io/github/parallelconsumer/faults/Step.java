package io.github.parallelconsumer.faults;

/**
 * One thing that the conductor does. Immutable.
 *
 * @param millis after the beginning
 * @param subject a member's name, a broker's place, or nobody
 */
record Step(long millis, Action action, String subject) {

    /** The kinds of steps. Immutable. */
    enum Action {
        /** A member's process is started. */
        JOIN,
        /** A member is asked to end, with SIGTERM. */
        LEAVE,
        /** A member is killed. */
        KILL,
        /** A member is stopped until it is beyond its session. */
        FREEZE,
        /** A member is stopped for a shorter time. */
        PAUSE,
        /** A stopped member goes on. */
        THAW,
        /** The dead letter topic takes nothing any more. */
        LETTERS_DOWN,
        /** The dead letter topic takes letters. */
        LETTERS_UP,
        /** A broker is killed. */
        BROKER_KILL,
        /** It is started again. */
        BROKER_START,
        /** The members' connections to a broker are cut; new ones are let through. */
        NETWORK_CUT,
        /** What members and a broker say to each other takes longer. */
        NETWORK_DELAY,
        /** What members and a broker say to each other does not arrive. */
        NETWORK_SILENT,
        /** It does again, what was held back first. */
        NETWORK_RESTORED,
        /** Partitions, those of the offsets among them, get other leaders. */
        MOVE_LEADERS
    }

    @Override
    public String toString() {
        return "%7.1f s  %s %s".formatted(millis / 1_000.0, action, subject).stripTrailing();
    }
}
