package io.github.parallelconsumer.bench.peers;

import java.util.OptionalDouble;

/** What handlers do with a record. Immutable. */
record HandlerSpec(Kind kind, int millis) {

    /** Every so-many-th record of {@link Kind#MIXED} is slow. */
    static final int SLOW_ONE_OF = 100;
    /** How long a slow one takes. */
    static final int SLOW_MILLIS = 500;

    static final HandlerSpec NOTHING = new HandlerSpec(Kind.NOTHING, 0);

    /** The kinds of handlers. */
    enum Kind {
        /** Looks at the record only. */
        NOTHING,
        /** Waits, as for a database. */
        SLEEP,
        /** Waits, and for one record in a hundred half a second. */
        MIXED,
        /** Waits inside {@code synchronized}, which pins the carrier on JDK 21 to 23. */
        SYNCHRONIZED,
        /** Computes: hashes the value several times. */
        HASH
    }

    static HandlerSpec sleep(int millis) {
        return millis == 0 ? NOTHING : new HandlerSpec(Kind.SLEEP, millis);
    }

    /** The records per second that no consumer can exceed with so many handlers at once; none where they do not wait. */
    OptionalDouble ceiling(int concurrency) {
        return switch (kind) {
            case SLEEP, SYNCHRONIZED -> OptionalDouble.of(concurrency * 1e3 / millis);
            case MIXED ->
                OptionalDouble.of(concurrency * 1e3 * SLOW_ONE_OF / (millis * (SLOW_ONE_OF - 1.0) + SLOW_MILLIS));
            case NOTHING, HASH -> OptionalDouble.empty();
        };
    }

    /** Whether this record is one of the slow ones: spread evenly over all partitions, the same ones for all contenders. */
    boolean isSlow(int partition, long offset) {
        return kind == Kind.MIXED && (offset + 7L * partition) % SLOW_ONE_OF == 0;
    }
}
