package io.github.parallelconsumer.internal.poll;

/**
 * How much may be in flight, in records or in bytes, and what of it one partition may have when others want some, too; see
 * {@link FlowControl}. Confined to the consumer thread.
 */
final class InFlightBound {

    /** No sum of such numbers overflows. */
    private static final long MOST = Long.MAX_VALUE / 4;

    private final long max;
    private final long mostInFlight;
    private final long mostDispatched;
    private long inFlight;
    private long dispatched;
    private long share = 1;

    /**
     * A bound.
     *
     * @param max how much may be in flight before a partition that has its share is stopped
     * @param maxHeld how much failing lanes may hold besides
     */
    InFlightBound(long max, long maxHeld) {
        this.max = Math.min(max, MOST);
        mostInFlight = 2 * this.max;
        mostDispatched = mostInFlight + Math.min(maxHeld, MOST);
    }

    /**
     * Takes in how things are.
     *
     * @param dispatched what is in flight or held
     * @param held what of it is held
     * @param partitions how many share what may be in flight
     */
    void look(long dispatched, long held, int partitions) {
        this.dispatched = dispatched;
        inFlight = dispatched - held;
        share = Math.max(1, max / Math.max(1, partitions));
    }

    /** Whether a partition that has so much in flight is to take in no more. */
    boolean stops(long ofPartition) {
        return inFlight >= mostInFlight || dispatched >= mostDispatched || (inFlight >= max && ofPartition >= share);
    }

    long inFlight() {
        return inFlight;
    }

    /** What has to end before less than the most is in flight; negative when it is less already. */
    long excess() {
        return inFlight - max;
    }
}
