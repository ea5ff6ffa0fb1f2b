package io.github.parallelconsumer.internal.exec;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A lane and records that return want the one permit: one after the other has it, and it is back in the end (INV-PERMITS). */
@JCStressTest
@Outcome(id = "3, 0, 0", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(expect = Expect.FORBIDDEN, desc = "both at once, or a permit is lost")
@State
public class PermitsStress {

    private final Permits permits = new Permits(1);
    /** Plain, so that an update is lost when two have the permit, or the second does not see what the first did. */
    private int updates;

    @Actor
    public void starts() {
        update(permits::acquire);
        update(permits::acquireReturning);
    }

    @Actor
    public void returns() {
        update(permits::acquireReturning);
    }

    private void update(Acquisition acquisition) {
        try {
            acquisition.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
        updates++;
        permits.release();
    }

    private interface Acquisition {
        void acquire() throws InterruptedException;
    }

    @Arbiter
    public void looks(III_Result result) {
        result.r1 = updates;
        result.r2 = permits.inUse();
        result.r3 = permits.returningWaits() ? 1 : 0;
    }
}
