package io.github.parallelconsumer.internal.exec;

/**
 * The word that an {@link InFlightRecord} compares and sets: the phase of an attempt, the attempt's number, and how many
 * records of the run are done. Stateless.
 */
final class AttemptWord {

    static final int QUEUED = 0;
    static final int RUNNING = 1;
    static final int DONE = 2;
    static final int INTERRUPTING = 3;
    static final int INTERRUPTED = 4;
    static final int DROPPED = 5;
    static final int EXPIRING = 6;
    static final int EXPIRED = 7;

    private static final int PHASE_BITS = 3;
    private static final int DONE_SHIFT = Integer.SIZE;
    private static final long ONE_ATTEMPT = 1L << PHASE_BITS;
    private static final long ONE_DONE = 1L << DONE_SHIFT;
    private static final int MOST_ATTEMPTS = (1 << (DONE_SHIFT - PHASE_BITS)) - 1;

    /** The first record waits for its first attempt. */
    static final long FIRST = ONE_ATTEMPT | QUEUED;

    private AttemptWord() {}

    static int phase(long word) {
        return (int) (word & (ONE_ATTEMPT - 1));
    }

    /** The number of the attempt, from 1 on; it stops growing after half a billion. */
    static int attempt(long word) {
        return (int) word >>> PHASE_BITS;
    }

    static int done(long word) {
        return (int) (word >>> DONE_SHIFT);
    }

    /** The word without its phase, to which another may be added. */
    static long attemptOf(long word) {
        return word & -ONE_ATTEMPT;
    }

    /** The same record waits for its next attempt. */
    static long nextAttempt(long word) {
        return attempt(word) == MOST_ATTEMPTS ? attemptOf(word) | QUEUED : attemptOf(word) + ONE_ATTEMPT | QUEUED;
    }

    /** The next record of the run waits for its first attempt. */
    static long nextRecord(long word) {
        return (done(word) + 1L) * ONE_DONE | FIRST;
    }

    /** Whether the attempt's end is still its thread's to decide. */
    static boolean isUnderWay(long word) {
        return phase(word) == RUNNING || phase(word) == EXPIRED;
    }
}
