package io.github.parallelconsumer.internal.lane;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** A lane ends in one batch while it waits in the next: it goes on, and sees what was done before. */
@JCStressTest
@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "too early, or not told that it may go on")
@State
public class LaneTicketStress {

    private final LaneTicket before = new LaneTicket(this, null);
    private final LaneTicket after = new LaneTicket(this, before);
    /** Plain: what a handler has done. */
    private int effect;

    @Actor
    public void ends() {
        effect = 1;
        before.end(LaneTicket.End.DONE);
    }

    @Actor
    public void waits(IZ_Result result) {
        boolean goesOn = after.awaitPredecessor() == LaneTicket.End.DONE;
        result.r1 = effect;
        after.end(LaneTicket.End.DONE);
        result.r2 = goesOn && after.ended();
    }
}
