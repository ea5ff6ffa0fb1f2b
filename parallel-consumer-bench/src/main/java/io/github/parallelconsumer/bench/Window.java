package io.github.parallelconsumer.bench;

import java.util.concurrent.TimeUnit;

/**
 * The part of a run that is measured, once the JVM has compiled the code. Immutable.
 *
 * <p>A window opens and closes at a tick, of which there is one every few milliseconds, and all figures are differences
 * between samples at these two. So start-up, warming up, the last records and the leaving are in none of them.
 */
sealed interface Window {

    /** Whether the window opens at this tick. */
    boolean opens(Tick first, Tick now);

    /** Whether the window that opened at this tick closes now. */
    boolean closes(Tick opened, Tick now);

    /**
     * From one count of handled records to another. For handlers that do nothing: every contender is measured over the
     * same records, however long they take it.
     */
    record Records(long from, long to) implements Window {

        /** From here on the consumer has joined its group and its polls are full. */
        private static final double STARTED = 0.05;
        /** Up to here the records come in full polls from all partitions; after it some partitions have run dry. */
        private static final double FULL = 0.95;

        static Records of(long records) {
            return new Records((long) (records * STARTED), (long) (records * FULL));
        }

        @Override
        public boolean opens(Tick first, Tick now) {
            return now.handled() >= from;
        }

        @Override
        public boolean closes(Tick opened, Tick now) {
            return now.handled() >= to;
        }
    }

    /**
     * A time, after another since the first record was handled. For handlers that sleep: concurrency has reached its
     * cap by then and stays there until the window closes.
     */
    record Timed(int warmUpSeconds, int seconds) implements Window {

        @Override
        public boolean opens(Tick first, Tick now) {
            return now.nanos() - first.nanos() >= TimeUnit.SECONDS.toNanos(warmUpSeconds);
        }

        @Override
        public boolean closes(Tick opened, Tick now) {
            return now.nanos() - opened.nanos() >= TimeUnit.SECONDS.toNanos(seconds);
        }
    }
}
