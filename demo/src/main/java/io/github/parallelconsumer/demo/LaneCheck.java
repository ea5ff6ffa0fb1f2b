package io.github.parallelconsumer.demo;

/**
 * Watches one lane: its records one at a time, in the order of their offsets. Thread-safe: every method holds this
 * object's lock.
 */
final class LaneCheck {

    private long newest = -1;
    private int running;

    /**
     * A record starts; says whether it may.
     *
     * @param offset its offset
     * @param again whether it has been handled before: a duplicate is no violation of the order besides
     */
    synchronized boolean enter(long offset, boolean again) {
        var alone = running == 0;
        var inOrder = offset >= newest || again;
        newest = Math.max(newest, offset);
        running++;
        return alone && inOrder;
    }

    /** A record ends, whether it returns or throws. */
    synchronized void leave() {
        running--;
    }
}
