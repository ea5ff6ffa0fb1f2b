package io.github.parallelconsumer.demo.process;

/**
 * What the handler of a demo consumer does with a record. Immutable.
 *
 * @param minMillis it blocks so long at least
 * @param maxMillis and so long at most, evenly spread
 * @param slowOneIn records whose offset is a multiple of this are slow; 0 for none
 * @param slowMillis how long a slow one takes
 * @param failurePercent so many attempts in a hundred fail, at random
 */
public record HandlerOptions(int minMillis, int maxMillis, int slowOneIn, int slowMillis, int failurePercent) {

    /** How long it blocks, if that is always the same; else -1. */
    int fixedMillis() {
        return minMillis == maxMillis ? minMillis : -1;
    }

    /** With other values where they are not negative. */
    HandlerOptions with(int millis, int percent) {
        return new HandlerOptions(
                millis < 0 ? minMillis : millis,
                millis < 0 ? maxMillis : millis,
                slowOneIn,
                slowMillis,
                percent < 0 ? failurePercent : percent);
    }

    boolean isSlow(long offset) {
        return slowOneIn > 0 && offset % slowOneIn == 0;
    }
}
