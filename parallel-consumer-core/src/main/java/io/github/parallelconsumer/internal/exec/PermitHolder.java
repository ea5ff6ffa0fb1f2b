package io.github.parallelconsumer.internal.exec;

/** The permit of one record thread, if it holds one. Confined to that thread. */
public final class PermitHolder {

    private final Permits permits;
    private boolean held;

    /** A holder for a thread that was given a permit already, or starts without one. */
    public PermitHolder(Permits permits, boolean held) {
        this.permits = permits;
        this.held = held;
    }

    /** Whether the thread holds a permit. */
    public boolean held() {
        return held;
    }

    /** Gives the permit back, if there is one. */
    public void release() {
        if (held) {
            held = false;
            permits.release();
        }
    }

    /**
     * Waits for a permit on behalf of a record that had to wait, until the record is dropped.
     *
     * @return whether the permit was got; if not, the record is dropped
     */
    public boolean takeFor(InFlightRecord record) {
        while (!held) {
            record.dropIfReleased(); // a run whose awaited record is done: its release would wait for the permit
            if (record.isDropped()) {
                return false;
            }
            try {
                permits.acquireReturning();
                held = true;
            } catch (InterruptedException e) {
                // Nobody aims an interrupt at a waiting record; the scope's cancellation comes after all records are
                // dropped, and leaves by the check above.
                record.dropIfReleased();
            }
        }
        return true;
    }

    /**
     * Between two records of a lane: lets others have the permit if any wait for one, and queues behind them; as it does
     * when the record before ended without a permit.
     */
    public boolean shareBefore(InFlightRecord next) {
        if (permits.contended()) {
            release();
        }
        return takeFor(next);
    }

    /** Whether the thread may go on to a new lane: not while a record that had to wait wants the permit. */
    public boolean mayGoOn() {
        return held && !permits.returningWaits();
    }
}
