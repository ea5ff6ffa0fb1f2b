package io.github.parallelconsumer.internal.exec;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** The timer is late: it aims at an attempt that may have ended, and never hits the next one (INV-STATE). */
@JCStressTest
@Outcome(id = "false, false, true", expect = Expect.ACCEPTABLE, desc = "the timer came too early or too late")
@Outcome(
        id = "true, false, true",
        expect = Expect.ACCEPTABLE,
        desc = "the first attempt was interrupted, and the second was not")
@Outcome(expect = Expect.FORBIDDEN, desc = "the second attempt was interrupted, or did not end")
@State
public class AttemptExpiryStress {

    private final InFlightRecord record = Stress.record();
    private final long first = record.mark();

    @Actor
    public void runs(ZZZ_Result result) {
        record.start();
        record.settleExpiry();
        record.requeue(Stress.SETBACK);
        record.start();
        result.r2 = Thread.interrupted();
        result.r3 = record.finish();
    }

    @Actor
    public void expires(ZZZ_Result result) {
        boolean expired = false;
        while (!expired && record.attempt() == 1) {
            expired = record.expire(first);
        }
        result.r1 = expired || record.expire(first);
    }
}
