package io.github.parallelconsumer.bench.peers;

import org.jspecify.annotations.Nullable;

/**
 * One contender, once. Immutable.
 *
 * @param measured what it measured, null if it failed
 * @param failure why it failed, null if it did not
 */
record Run(
        String row,
        String contender,
        int round,
        @Nullable Measured measured,
        @Nullable String failure) {

    static Run of(String row, String contender, int round, Measured measured) {
        return new Run(row, contender, round, measured, null);
    }

    static Run failed(String row, String contender, int round, String failure) {
        return new Run(row, contender, round, null, failure);
    }
}
