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

    boolean isSlow(long offset) {
        return slowOneIn > 0 && offset % slowOneIn == 0;
    }
}
