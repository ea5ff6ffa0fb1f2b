package io.github.parallelconsumer.demo.process;

import java.util.OptionalLong;

/** Says how many records are due at a rate, which may change. Confined to one thread, but for the rate. */
final class Pace {

    private static final double NANOS = 1e9;
    /** Whoever was held up for longer does not catch up: the rest of the demo would drown. */
    private static final long MOST_ARREARS_NANOS = 1_000_000_000;

    private volatile int rate;
    private OptionalLong last = OptionalLong.empty();
    private double due;

    Pace(int rate) {
        this.rate = rate;
    }

    int rate() {
        return rate;
    }

    void change(int changed) {
        rate = changed;
    }

    /** The records that are due since the last call; none at the first. */
    int due(long nanos) {
        due += Math.min(MOST_ARREARS_NANOS, nanos - last.orElse(nanos)) / NANOS * rate;
        last = OptionalLong.of(nanos);
        var whole = (int) due;
        due -= whole;
        return whole;
    }
}
