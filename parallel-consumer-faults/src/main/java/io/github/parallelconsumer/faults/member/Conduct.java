package io.github.parallelconsumer.faults.member;

import java.time.Duration;
import java.util.Random;

/**
 * How handlers deal with a record: a matter of the seed and the record alone, so that it is the same in each process and each
 * time that the record comes. Immutable.
 *
 * @param millis how long each attempt takes
 * @param failures how many attempts fail
 * @param givenUp whether the record becomes a dead letter after them
 */
public record Conduct(int millis, int failures, boolean givenUp) {

    /** No attempt takes longer; it is more than the drain, so that records are interrupted, too. */
    public static final Duration LONGEST = Duration.ofSeconds(4);

    private static final int OF = 10_000;
    private static final int STUCK = 4;
    private static final int SLOW = 150;
    private static final int FAILING = 100;
    private static final int POISON = 20;
    private static final int QUICK_MILLIS = 6;
    private static final int SLOW_MILLIS = 300;
    private static final int MOST_FAILURES = 3;

    /** That of a record. */
    public static Conduct of(long seed, String value) {
        var random = new Random(seed * 31 + value.hashCode());
        random.nextInt(); // the first number of neighbouring seeds is much the same
        int kind = random.nextInt(OF);
        int quick = random.nextInt(QUICK_MILLIS);
        int failures = 1 + random.nextInt(MOST_FAILURES);
        if (kind < STUCK) {
            return new Conduct((int) (LONGEST.toMillis() - random.nextInt((int) LONGEST.toMillis() / 2)), 0, false);
        }
        if (kind < STUCK + SLOW) {
            return new Conduct(SLOW_MILLIS / 2 + random.nextInt(SLOW_MILLIS), 0, false);
        }
        if (kind < STUCK + SLOW + FAILING) {
            return new Conduct(quick, failures, false);
        }
        var poison = kind < STUCK + SLOW + FAILING + POISON;
        return new Conduct(quick, poison ? failures : 0, poison);
    }
}
