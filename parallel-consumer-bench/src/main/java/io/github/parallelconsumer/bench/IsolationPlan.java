package io.github.parallelconsumer.bench;

/**
 * How fast records come so that failing keys hold half of what they may at the end, and the bound for a second run that
 * reaches it half way. Immutable.
 *
 * @param seconds how long records come
 * @param maxHeld how many records failing keys may hold
 */
record IsolationPlan(int seconds, int partitions, int keys, int maxHeld) {

    /** One key of so many fails where all partitions have failing keys. */
    static final int FAILING_ONE_OF = 20;

    private static final int BOUND_RUN_SECONDS = 60;

    IsolationPlan {
        if (seconds < 1 || partitions < 2 || keys < partitions * FAILING_ONE_OF || maxHeld < 1) {
            throw new IllegalArgumentException("Give at least 1 second, 2 partitions, " + FAILING_ONE_OF
                    + " keys for each partition, and 1 record: " + this);
        }
    }

    /** Records per second: with this many, what fails from the first second to the last is half of what may be held. */
    int rate() {
        return Math.max(FAILING_ONE_OF, (int) ((long) maxHeld * FAILING_ONE_OF / 2 / seconds));
    }

    /** How long the run lasts that reaches its bound. */
    int boundRunSeconds() {
        return Math.min(seconds, BOUND_RUN_SECONDS);
    }

    /** What may be held in that run: what fails in half of its time. */
    int boundRunMaxHeld() {
        return Math.max(1, rate() / FAILING_ONE_OF * boundRunSeconds() / 2);
    }

    int partitionOf(int key) {
        return key % partitions;
    }

    /** Whether a key fails: none, or a twentieth of those of each partition, or a tenth in half of the partitions. */
    boolean fails(Failing failing, int key) {
        int inPartition = key / partitions;
        return switch (failing) {
            case NONE -> false;
            case EVERYWHERE -> inPartition % FAILING_ONE_OF == 0;
            case IN_HALF_OF_THE_PARTITIONS -> isConcerned(partitionOf(key)) && inPartition % (FAILING_ONE_OF / 2) == 0;
        };
    }

    /** Whether keys of the partition fail in the run that reaches its bound. */
    boolean isConcerned(int partition) {
        return partition < partitions / 2;
    }

    /** Where keys fail. */
    enum Failing {
        NONE,
        EVERYWHERE,
        IN_HALF_OF_THE_PARTITIONS
    }
}
