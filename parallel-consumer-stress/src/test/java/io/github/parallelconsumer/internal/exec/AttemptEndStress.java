package io.github.parallelconsumer.internal.exec;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * An attempt ends while it is interrupted since its partition goes. One of the two wins, and the interrupt does not outlive the
 * attempt (INV-INTERRUPT).
 */
@JCStressTest
@Outcome(id = "true, false, false", expect = Expect.ACCEPTABLE, desc = "has succeeded")
@Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "was interrupted")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither, or the next record is interrupted")
@State
public class AttemptEndStress {

    private final InFlightRecord record = Stress.record();

    @Actor
    public void runs(ZZZ_Result result) {
        record.start();
        result.r1 = record.finish();
        if (!result.r1) {
            record.awaitInterrupt();
        }
        result.r3 = Thread.interrupted();
    }

    @Actor
    public void interrupts(ZZZ_Result result) {
        boolean interrupted = false;
        while (!interrupted && !record.isDone()) {
            interrupted = record.interrupt();
        }
        result.r2 = interrupted;
    }
}
